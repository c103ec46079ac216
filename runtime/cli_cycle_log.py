"""`sopwith cycle log`: one cycle as an object-centric event log."""

import json
from pathlib import Path
from typing import Annotated

import typer

from gates.errors import Refusal
from runtime.cli_company import as_month, find_company, ready_office


class NoSuchCycle(Refusal):
    """This company has no cycle of that month."""


def register(cycle_app: typer.Typer) -> None:
    """Put `log` beside the other commands about cycles."""
    cycle_app.command("log")(log)


def log(
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    month: Annotated[str, typer.Argument(help="Such as 2026-11.")],
    file: Annotated[Path | None, typer.Option(help="Where to; the screen if left out.")] = None,
) -> None:
    """Write a cycle as an OCEL 2.0 log in JSON. Exits 2 when there is no such cycle."""
    from gates.process.ocel import ocel  # noqa: PLC0415 a second to import
    from store.cycles import of_month  # noqa: PLC0415
    from store.log_things import things_of  # noqa: PLC0415
    from store.reading_log import happenings_of  # noqa: PLC0415

    with ready_office() as office:
        try:
            company_id, _zone = find_company(office, company)
            with office.sessions(company_id) as session:
                cycle = of_month(session, company_id, as_month(month))
                if cycle is None:
                    raise NoSuchCycle
                things = things_of(session, cycle)
                found = ocel(things, happenings_of(session, cycle, {one.id for one in things}))
        except Refusal as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(2) from refusal
    text = json.dumps(found, ensure_ascii=False, indent=1)
    if file is None:
        typer.echo(text)
    else:
        file.write_text(text, encoding="utf-8")
