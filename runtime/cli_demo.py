"""`sopwith demo`: lives the Halden Foods cycle on real components."""

import json
import signal
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from runtime.demo import Story
    from runtime.demo_report import Report


class Until(StrEnum):
    """The steps a story can stop at."""

    DEMAND_REVIEW = "demand_review"
    SUPPLY_REVIEW = "supply_review"
    RECONCILIATION = "reconciliation"
    EXECUTIVE_REVIEW = "executive_review"
    EXECUTION = "execution"
    CLOSED = "closed"


VISITOR_GATES = frozenset({"trade_off", "executive_lock", "late_action"})
"""Left to whoever looks at the demo in a browser."""


def register(app: typer.Typer) -> None:
    """Put the command `demo` on the command line."""
    app.command("demo")(demo)


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Scripted people decide everything; then exit.")
    ] = False,
    until: Annotated[
        Until | None, typer.Option(help="Stop the story when the cycle reaches this step.")
    ] = None,
    cycles: Annotated[
        int,
        typer.Option(help="So many cycles, one after another; needs --headless.", min=1, max=12),
    ] = 1,
    port: Annotated[int, typer.Option(help="Where the pages are.", min=1, max=65535)] = 8000,
    as_json: Annotated[bool, typer.Option("--json", help="The end state as JSON.")] = False,
) -> None:
    """Live the Halden Foods cycle on real components, with scripted people.

    Without --headless the pages are served meanwhile and afterwards, and the trade-off and the
    lock are left to whoever looks. Exits 0 when every promise held, 1 when one didn't, 2 when
    the story can't go on.
    """
    from runtime.demo import BeginAgain  # noqa: PLC0415 a second to import

    if cycles > 1 and (not headless or until is not None):
        raise typer.BadParameter("several cycles are lived --headless and to their end")
    say = _quiet if as_json else typer.echo
    # told to end, it ends as by Ctrl-C: the process it started would serve on otherwise
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    hands_off = frozenset[str]() if headless else VISITOR_GATES
    command = ("worker",) if headless else ("serve", "--port", str(port))
    stays = "" if headless else f"The pages stay at http://127.0.0.1:{port} (Ctrl-C ends)."
    told: Report | None = None
    while told is None:
        try:
            told = _lived(
                (until or Until.CLOSED).value, cycles, stays, say, command=command, off=hands_off
            )
        except BeginAgain:
            say("From the beginning.")
    typer.echo(_said(told, as_json=as_json))
    raise typer.Exit(0 if told.sound else 1)


def _lived(
    until: str,
    cycles: int,
    stays: str,
    say: Callable[[str], None],
    *,
    command: tuple[str, ...],
    off: frozenset[str],
) -> "Report":
    """One life of the story, and what became of it."""
    from runtime.demo import StoryStuck  # noqa: PLC0415
    from runtime.demo_stage import open_stage  # noqa: PLC0415

    with open_stage(command=command, hands_off=off, say=say) as stage:
        try:
            _live(stage.story, until=until, cycles=cycles)
            if stays:
                say(f"The story rests. {stays}")
                stage.story.stay()
        except KeyboardInterrupt:
            say("Stopped.")
        except StoryStuck as stuck:
            typer.echo(f"{StoryStuck.__doc__} {stuck}", err=True)
            raise typer.Exit(2) from stuck
        return stage.report()


def _said(told: "Report", *, as_json: bool) -> str:
    from runtime.demo_words import in_words  # noqa: PLC0415

    return json.dumps(asdict(told), ensure_ascii=False, indent=2) if as_json else in_words(told)


def _live(story: "Story", *, until: str, cycles: int) -> None:
    from runtime.demo_quarter import SEED, Quarter  # noqa: PLC0415

    if cycles > 1:
        Quarter(story=story, seed=SEED).live(cycles)
    else:
        story.live(until=until)


def _quiet(_words: str) -> None:
    """With --json nothing but the JSON is printed."""
