"""`sopwith actuals load`: what really happened, week by week, held against the plan in force."""

import json
from pathlib import Path
from typing import Annotated

import typer

actuals_app = typer.Typer(help="What really happened.")


def register(app: typer.Typer) -> None:
    """Put the group `actuals` on the command line."""
    app.add_typer(actuals_app, name="actuals")
    actuals_app.callback()(_group)


def _group() -> None:
    """What really happened."""


@actuals_app.command("load")
def load(
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    file: Annotated[Path, typer.Argument(help="CSV or a workbook: week, kind, code, quantity.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Load a file of weekly actuals. Exits 2 when it is unusable; nothing is taken then."""
    from gates.errors import Refusal  # noqa: PLC0415
    from planning.sheets.refusals import FileRefused  # noqa: PLC0415
    from runtime.cli_company import find_company, ready_office  # noqa: PLC0415
    from runtime.loading_actuals import load_actuals  # noqa: PLC0415 a second to import

    with ready_office() as office:
        try:
            company_id, _ = find_company(office, company)
            content = file.read_bytes()
            found = load_actuals(office, company_id, name=file.name, content=content)
        except OSError as error:
            typer.echo(f"{file}: {error.strerror}", err=True)
            raise typer.Exit(2) from error
        except (Refusal, FileRefused) as refusal:
            typer.echo(str(refusal), err=True)
            raise typer.Exit(2) from refusal
    weeks = [week.isoformat() for week in found.weeks]
    said = {"quantities": found.quantities, "weeks": weeks, "raised": list(found.raised)}
    raised = f" Raised: {', '.join(found.raised)}." if found.raised else ""
    words = f"{found.quantities} quantities of {len(weeks)} weeks.{raised}"
    typer.echo(json.dumps(said, ensure_ascii=False) if as_json else words)


@actuals_app.command("orders")
def orders(
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    file: Annotated[Path, typer.Argument(help="CSV like open_supply.csv: what is on order now.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Load a report of open orders. Exits 2 when it is unusable; nothing is taken then."""
    from planning.directory_problems import CompanyDirectoryUnusable  # noqa: PLC0415
    from runtime.cli_company import find_company, ready_office  # noqa: PLC0415
    from runtime.loading_orders import load_open_orders  # noqa: PLC0415 a second to import

    with ready_office() as office:
        try:
            company_id, _ = find_company(office, company)
            found = load_open_orders(office, company_id, file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            typer.echo(f"{file}: {error.strerror}", err=True)
            raise typer.Exit(2) from error
        except (UnicodeDecodeError, CompanyDirectoryUnusable) as problem:
            typer.echo(str(problem), err=True)
            raise typer.Exit(2) from problem
    slipped = [
        {"code": one.code, "was": one.was_day.isoformat(), "now": one.now_day.isoformat()}
        for one in found
    ]
    words = (
        f"{len(found)} orders slipped: {', '.join(one.name for one in found)}."
        if found
        else ("No order slipped.")
    )
    typer.echo(json.dumps({"slipped": slipped}) if as_json else words)
