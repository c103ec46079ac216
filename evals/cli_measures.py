"""`sopwith evals measures`: what recorded cycles come to by themselves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.refusing import recordings_in, refusals


def register(app: typer.Typer) -> None:
    """Put `measures` into the group."""
    app.command("measures")(measures)


def measures(
    paths: Annotated[list[Path], typer.Argument(help="Folders of recordings.", exists=True)],
    options: Annotated[
        bool, typer.Option("--options/--no-options", help="Solve for the best there was (M4).")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="One list.")] = False,
) -> None:
    """Options offered, actions, escalations and steps of the forecast of recorded cycles."""
    from evals.measuring import measured, together  # noqa: PLC0415 a second to import
    from evals.stats.proportions import wilson  # noqa: PLC0415

    with refusals():
        said = [measured(one, options=options) for one in recordings_in(paths)]
    if as_json:
        typer.echo(json.dumps(said))
        return
    for one in said:
        typer.echo("\n".join(_told(one)))
    every = together(said)
    if every.judged:
        low, high = wilson(every.needed, every.judged)
        typer.echo(
            f"Escalations needed: {every.needed} of {every.judged} judged [{low:.2f}, {high:.2f}]"
        )


def _told(one: dict[str, Any]) -> Iterator[str]:
    yield f"{one['recording']}:"
    if (offered := one["options"]) is not None:
        chosen = "among the offered" if offered["hit"] else "not offered"
        yield (
            f"  options: the best offered earns {offered['gap']:.2%} less than the best found;"
            f" the chosen plan is {chosen} ({offered['nearest']:.3f} away);"
            f" {offered['feasible']:.0%} proven, {offered['dominated']:.0%} dominated,"
            f" the two most alike {offered['distinct']:.3f} apart"
        )
    if (ended := one["actions"]) is not None:
        yield (
            f"  actions: {ended['done']} of {ended['actions']} done, {ended['on_time']} on time,"
            f" {ended['carried']} carried on, {ended['nudges']} reminders"
        )
    asked = one["escalations"]
    yield (
        f"  escalations: {asked['asked']}, {asked['early']} before the deadline;"
        f" {asked['late_asked']} of {asked['late']} late requests had one;"
        f" {asked['needed']} of {asked['judged']} judged were needed"
    )
    for step in one["forecast"]:
        added = "" if step["added_pct"] is None else f", added {step['added_pct']} points"
        yield f"  forecast {step['key']}: WAPE {step['wape_pct']} %{added}"
