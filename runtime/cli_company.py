"""`sopwith company load` and `sopwith cycle open`: a company's data in, and its cycle begun."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from gates.errors import Refusal
from planning.directory_problems import CompanyDirectoryUnusable

if TYPE_CHECKING:
    from runtime.office import Office
    from runtime.settings import Settings

company_app = typer.Typer(help="Companies in the database.")
cycle_app = typer.Typer(help="Planning cycles.")


def register(app: typer.Typer) -> None:
    """Put the groups `company` and `cycle` on the command line."""
    app.add_typer(company_app, name="company")
    app.add_typer(cycle_app, name="cycle")


@company_app.command("load")
def load(
    directory: Annotated[Path, typer.Argument(help="A company directory.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Load a company directory, or load it again after a change. Exits 2 when it is unusable."""
    from runtime.loading import load_directory  # noqa: PLC0415 a second to import

    with ready_office() as office:
        try:
            company_id = load_directory(office, directory)
        except CompanyDirectoryUnusable as unusable:
            typer.echo(str(unusable), err=True)
            raise typer.Exit(2) from unusable
    said = {"company_id": company_id, "directory": str(directory)}
    typer.echo(json.dumps(said) if as_json else f"Loaded {directory} as company {company_id}.")


@cycle_app.command("open")
def open_one(
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    month: Annotated[
        str, typer.Option(help="Such as 2026-11; the present month if left out.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Open the company's cycle of a month. Exits 1 while another one is open, 2 on bad input."""
    from runtime.opening import AnotherCycleIsOpen, open_cycle  # noqa: PLC0415

    with ready_office() as office:
        try:
            company_id, zone = find_company(office, company)
            when = as_month(month) if month else office.now().astimezone(zone).date()
            cycle_id = open_cycle(office, company_id, month=when)
        except AnotherCycleIsOpen as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(1) from refusal
        except Refusal as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(2) from refusal
    said = {"cycle_id": cycle_id, "month": f"{when:%Y-%m}"}
    typer.echo(json.dumps(said) if as_json else f"Cycle {cycle_id} is open: {when:%B %Y}.")


@contextmanager
def ready_office(settings: "Settings | None" = None) -> Iterator["Office"]:
    """An office on a database that has this version's tables."""
    from graphs.builders import BUILDERS  # noqa: PLC0415
    from runtime.migrating import bring_up_to_date  # noqa: PLC0415
    from runtime.office import open_office  # noqa: PLC0415
    from runtime.settings import Settings  # noqa: PLC0415
    from runtime.stranding import refuse_stranding  # noqa: PLC0415
    from runtime.unreachable import UNUSABLE, in_words  # noqa: PLC0415

    try:
        office = open_office(settings or Settings(), BUILDERS)
        refuse_stranding(office)
        bring_up_to_date(office.url)
    except UNUSABLE as error:
        typer.echo(in_words(error), err=True)
        raise typer.Exit(2) from error
    try:
        yield office
    finally:
        office.close()


def find_company(office: "Office", slug: str) -> tuple[int, ZoneInfo]:
    from sqlalchemy import select  # noqa: PLC0415

    from runtime.opening import CompanyUnknown  # noqa: PLC0415
    from store.tables.people import CompanyRow  # noqa: PLC0415

    with office.unfenced() as session:
        row = session.scalar(select(CompanyRow).where(CompanyRow.slug == slug))
    if row is None:
        raise CompanyUnknown(f"Asked for was “{slug}”.")
    return row.id, ZoneInfo(row.timezone)


def as_month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” isn't a month; write one like 2026-11.") from error
