"""`sopwith evals regret`: what nobody could know, what wasn't offered, what wasn't chosen."""

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.refusing import refusals, some


def register(app: typer.Typer) -> None:
    """Put `regret` into the group."""
    app.command("regret")(regret)


def regret(
    paths: Annotated[list[Path], typer.Argument(help="Folders of recordings.", exists=True)],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Take each recorded decision's regret apart. Exits 2 where no recording holds one."""
    from evals.recording.recording import found_under, read  # noqa: PLC0415 a second to import
    from evals.regretting import plain_regret, regret_of  # noqa: PLC0415
    from planning import written  # noqa: PLC0415

    with refusals():
        found = {
            read(folder).name: split
            for folder in some(found_under(paths))
            if (split := regret_of(folder)) is not None
        }
    if not found:
        typer.echo("No recording holds a decision and what came after it.", err=True)
        raise typer.Exit(2)
    if as_json:
        typer.echo(json.dumps({name: plain_regret(split) for name, split in found.items()}))
        return
    for name, split in found.items():
        parts = (split.information_eur, split.drafting_eur, split.choice_eur)
        said = ", ".join(
            f"{part} {written.eur(value)}"
            for part, value in zip(("information", "drafting", "choice"), parts, strict=True)
        )
        typer.echo(f"{name}: {written.eur(split.regret_eur)} ({said})")
