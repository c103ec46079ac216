"""`sopwith ledger export | verify`: the history as files, and the proof that it is whole."""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from gates.chain import first_break
from store import export

ledger_app = typer.Typer(help="The history as files; proves offline that it is whole.")


def register(app: typer.Typer) -> None:
    """Put the group `ledger` on the command line."""
    app.add_typer(ledger_app, name="ledger")


@ledger_app.command("verify")
def verify(
    folder: Annotated[Path, typer.Argument(help="A folder written by `ledger export`.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Check the chain of an export. Exits 0 when it is whole, 1 when not, 2 on bad input."""
    try:
        links, head = export.read(folder)
    except (export.NotALedgerExport, export.UnreadableEvent) as problem:
        typer.echo(f"{type(problem).__doc__} ({problem})", err=True)
        raise typer.Exit(2) from problem
    broken = first_break(links, head)
    if as_json:
        said = {"whole": broken is None, "events": len(links), "problem": broken}
        typer.echo(json.dumps(said))
    else:
        typer.echo(f"{len(links)} events, the chain is whole." if broken is None else broken)
    raise typer.Exit(0 if broken is None else 1)


@ledger_app.command("export")
def write(
    folder: Annotated[Path, typer.Argument(help="Where to write events.jsonl and head.json.")],
    company: Annotated[str, typer.Option(help="The company's short name.")],
) -> None:
    """Write a company's history as files. Exits 2 when there is no such company."""
    from runtime.office import open_office  # noqa: PLC0415 a second to import
    from runtime.settings import Settings  # noqa: PLC0415
    from store.tables.people import CompanyRow  # noqa: PLC0415

    office = open_office(Settings(), {})
    try:
        with office.unfenced() as session:
            company_id = session.scalar(select(CompanyRow.id).where(CompanyRow.slug == company))
        if company_id is None:
            typer.echo(f"There is no company “{company}” in this database.", err=True)
            raise typer.Exit(2)
        with office.sessions(company_id) as session:
            count = export.write(session, company_id, folder)
        typer.echo(f"{count} events written to {folder}.")
    finally:
        office.close()
