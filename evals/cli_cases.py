"""`sopwith evals record`: finished cycles become cases."""

from pathlib import Path
from typing import Annotated

import typer

from evals.refusing import refusals

Company = Annotated[str, typer.Argument(help="The company's short name.")]


def register(app: typer.Typer) -> None:
    """Put the commands that make cases into the group."""
    app.command("record")(record)


def record(
    company: Company,
    month: Annotated[
        str, typer.Argument(help="Such as 2026-11; every finished cycle where left out.")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The folder; company and month are put in it."),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Of the demo's company, as it was lived last.")
    ] = False,
) -> None:
    """Record finished cycles. Exits 2 when there is none, or the one asked for isn't closed."""
    from evals.recording.keeping import keep_finished, keep_month, kept_in  # noqa: PLC0415 a second
    from runtime.cli_company import as_month, find_company, ready_office  # noqa: PLC0415
    from runtime.demo_database import as_lived  # noqa: PLC0415
    from runtime.settings import Settings  # noqa: PLC0415

    settings = as_lived(Settings()) if demo else None
    with ready_office(settings) as office, refusals():
        company_id, _zone = find_company(office, company)
        folder = out / company if out else kept_in(office, company)
        if month:
            made = [keep_month(office, company_id, as_month(month), folder)]
        else:
            made = keep_finished(office, company_id, folder)
    for one in made:
        typer.echo(one.says)
