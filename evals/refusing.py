"""What the commands of evals refuse with: exit 2 and the reason, nothing half done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gates.errors import Refusal

if TYPE_CHECKING:
    from evals.recording.recording import Shelf


def recordings_in(paths: list[Path]) -> "Shelf":
    """Every recording at or below these folders; exits 2 where there is none."""
    from evals.recording.recording import Shelf, found_under  # noqa: PLC0415 a second to import

    return Shelf(some(found_under(paths)))


def some(folders: list[Path]) -> list[Path]:
    if not folders:
        typer.echo("There is no recording in there.", err=True)
        raise typer.Exit(2)
    return folders


@contextmanager
def refusals() -> Iterator[None]:
    """What can't be done exits 2 with the reason."""
    from evals.recording.recording import NotARecording  # noqa: PLC0415

    try:
        yield
    except Refusal as refusal:
        typer.echo(refusal.message, err=True)
        raise typer.Exit(2) from refusal
    except NotARecording as problem:
        typer.echo(f"{NotARecording.__doc__} ({problem})", err=True)
        raise typer.Exit(2) from problem
