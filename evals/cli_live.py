"""`sopwith evals live`: two playbooks on months that nobody recorded, in simulation."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

Source = Annotated[str, typer.Argument(help="A playbook as for `sopwith playbook`.")]


def register(app: typer.Typer) -> None:
    """Put `live` into the group."""
    app.command("live")(live)


def live(
    base: Source,
    candidate: Source,
    seeds: Annotated[int, typer.Option(min=1, max=200, help="So many draws of people.")] = 6,
    seed: Annotated[str, typer.Option(help="The same seed draws the same people.")] = "people",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Live a month of Halden Foods on both, by the same drawn people (T4). Takes minutes.

    Exits 1 where a promise doesn't hold over the rows of a life.
    """
    from evals.closed_loop.paired import compared  # noqa: PLC0415 a second to import
    from runtime.cli_playbook import found  # noqa: PLC0415
    from runtime.settings import Settings  # noqa: PLC0415

    books = found(base), found(candidate)
    names = [f"{seed}/{number}" for number in range(seeds)]
    with typer.progressbar(length=2 * seeds, file=sys.stderr) as bar:
        said = compared(*books, names, Settings(), progress=lambda: bar.update(1))
    typer.echo(json.dumps(said) if as_json else "\n".join(_told(said)))
    raise typer.Exit(1 if said["broken"] else 0)


def _told(said: dict[str, Any]) -> Iterator[str]:
    yield f"T4, {said['claim']}: {len(said['lives'])} draws"
    for one in said["metrics"]:
        if not one["cycles"]:
            continue
        low, high = one["low"], one["high"]
        span = f" [{low:+.2f}, {high:+.2f}]" if low is not None and high is not None else ""
        yield (
            f"  {one['says']}: {one['base']:.2f} → {one['candidate']:.2f},"
            f" Δ {one['delta']:+.2f}{span}"
        )
    yield from (f"  BROKEN: {promise}" for promise in said["broken"])
