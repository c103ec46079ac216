"""`sopwith evals replay --tier T2 | T3`: cycles lived again on the real graphs."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.cassettes.mode import Mode
from evals.refusing import refusals
from evals.reliving.tiers import Tier

if TYPE_CHECKING:
    from evals.comparing.judging import Policy
    from evals.recording.recording import Shelf
    from evals.reliving.suite import Way
    from gates.playbook import Playbook
    from runtime.settings import Settings

TierSaid = Annotated[
    Tier | None,
    typer.Option(
        "--tier",
        help="T0 or T1 where left out, by whether a playbook is named. T2: on the real graphs, in"
        " databases that are gone afterwards. T3: the same with a live model, several times.",
    ),
]
ModeSaid = Annotated[Mode, typer.Option("--language", help="Where a model's answers come from.")]
Repeats = Annotated[int, typer.Option(min=1, max=20, help="At T3: so many lives a cycle.")]
PricesFile = Annotated[
    Path | None, typer.Option("--prices", help="A price table as TOML; tokens only if left out.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How cycles are to be lived again."""

    tier: Tier
    mode: Mode
    repeats: int
    prices: Path | None
    as_json: bool


def lived_again(recordings: "Shelf", book: "Playbook | None", asked: Asked) -> None:
    """Exits 1 where a life on its own playbook is other although nothing from outside was."""
    from evals.reliving import repeated, suite  # noqa: PLC0415 a second to import
    from runtime.settings import Settings  # noqa: PLC0415

    settings = Settings()
    with refusals():
        way = _way(settings, asked)
        if asked.tier is Tier.T3:
            runs = [
                one
                for _ in range(asked.repeats)
                for one in suite.again(recordings, book, settings, way)
            ]
            many = [each.plain(way.prices) for each in repeated.grouped(runs)]
            typer.echo(
                json.dumps(many) if asked.as_json else "\n".join(map(repeated.told_of, many))
            )
            return
        found = list(suite.again(recordings, book, settings, way))
    said = [one.plain(way.prices) for one in found]
    lines = [line for one in found for line in suite.told_of(one, way.prices)]
    typer.echo(json.dumps(said, ensure_ascii=False) if asked.as_json else "\n".join(lines))
    wrong = book is None and any(one.exact and not one.same for one in found)
    raise typer.Exit(1 if wrong else 0)


def with_lives(
    found: dict[str, Any],
    recordings: "Shelf",
    books: "tuple[Playbook, Playbook]",
    out: Path,
    policy: "Policy",
    asked: Asked,
) -> dict[str, Any]:
    """A comparison with every cycle lived again on both."""
    from evals.comparing import whole  # noqa: PLC0415
    from evals.reliving import suite  # noqa: PLC0415
    from runtime.settings import Settings  # noqa: PLC0415

    settings = Settings()
    with refusals():
        way = _way(settings, asked)
        lives = list(suite.again(recordings, books[1], settings, way, base=books[0]))
    return whole.with_lives(found, lives, out, policy=policy, prices=way.prices)


def _way(settings: "Settings", asked: Asked) -> "Way":
    from evals.cassettes.speaking import live_of  # noqa: PLC0415
    from evals.cassettes.spent import Prices  # noqa: PLC0415
    from evals.reliving.suite import Way  # noqa: PLC0415

    mode = Mode.LIVE if asked.tier is Tier.T3 else asked.mode
    live = None if mode is Mode.REPLAY else live_of(settings)
    return Way(mode=mode, live=live, prices=Prices.of_file(asked.prices))
