"""`sopwith mail deliver FILE.eml…`: hands messages to the running system."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from runtime.receiving import Received

SAID = {
    "routed": "routed to {case}",
    "ignored": "kept with {case}, which isn't woken",
    "quarantined": "in quarantine",
    "duplicate": "was here already",
}


class NoDatabase(RuntimeError):
    """There is no Sopwith database here: start the system first, or set SOPWITH_DATABASE_URL."""


def register(mail: typer.Typer) -> None:
    """Put `deliver` into the group `mail`."""
    mail.command("deliver")(deliver)


def deliver(
    files: Annotated[list[Path], typer.Argument(help="Messages as files (RFC 5322, .eml).")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """Hand messages to the system. Exits 0 when all reached their case, 1 when not, 2 on bad input.

    All files are read before the first is delivered.
    """
    try:
        contents = [(file, file.read_bytes()) for file in files]
        received = _deliver([raw for _, raw in contents])
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        raise typer.Exit(2) from error
    except (NoDatabase, SQLAlchemyError) as error:
        typer.echo(NoDatabase.__doc__, err=True)
        raise typer.Exit(2) from error
    told = [_told(file, became) for (file, _), became in zip(contents, received, strict=True)]
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(
            "\n".join(_line(file, became) for file, became in zip(files, received, strict=True))
        )
    raise typer.Exit(0 if all(became.with_its_case for became in received) else 1)


def _deliver(raws: list[bytes]) -> "list[Received]":
    from runtime.office import open_office  # noqa: PLC0415 a second to import
    from runtime.receiving import receive  # noqa: PLC0415
    from runtime.settings import Settings  # noqa: PLC0415

    settings = Settings()
    if settings.database_url is None and not (settings.home / "database").exists():
        raise NoDatabase
    office = open_office(settings, {})
    try:
        return [receive(office, raw) for raw in raws]
    finally:
        office.close()


def _told(file: Path, became: "Received") -> dict[str, str | int | None]:
    return {
        "file": str(file),
        "became": became.outcome.value,
        "id": became.id,
        "case": became.case_id,
        "why": became.why,
    }


def _line(file: Path, became: "Received") -> str:
    said = SAID[became.outcome.value].format(case=became.case_id)
    return f"{file}: {said}" + (f": {became.why}" if became.why else "")
