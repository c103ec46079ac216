"""`sopwith evals players`: whether the metrics can tell a good agent from a broken one."""

import json
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Put `players` into the group."""
    app.command("players")(players)


def players(
    seed: Annotated[str, typer.Option(help="The same seed gives the same table.")] = "players",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Score the reference players and every mutant of the agents at one table.

    Exits 1 where the oracle isn't worth 1 in every duty, or a mutant isn't noticed by its own.
    """
    from evals.players.matrix import matrix, told  # noqa: PLC0415 solving and reading, a second

    found = matrix(seed)
    typer.echo(json.dumps(found.plain) if as_json else "\n".join(told(found)))
    raise typer.Exit(0 if found.sound else 1)
