"""`sopwith case list | retry`: cases that can't go on, and setting them going again."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from gates.errors import Refusal
from runtime.cli_company import ready_office

WORDS = {"failed": "can't go on", "tries_again": "tries again", "lost": "is queued next"}

if TYPE_CHECKING:
    from runtime.office import Office
    from store.troubles import TroubledCase

case_app = typer.Typer(help="Cases that can't go on.")


def register(app: typer.Typer) -> None:
    """Put the group `case` on the command line."""
    app.add_typer(case_app, name="case")


@case_app.command("list")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """List every case that can't go on, with why and since when."""
    from store.troubles import troubled_cases  # noqa: PLC0415 a second to import

    with ready_office() as office, office.unfenced() as session:
        found = troubled_cases(session)
    if as_json:
        print(json.dumps([asdict(case) for case in found], default=str, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(_line, found)) or "Every case goes on.")


@case_app.command("retry")
def retry(
    case_id: Annotated[str, typer.Argument(help="Such as cycle:1; see `sopwith case list`.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Every case that is stuck.")] = False,
) -> None:
    """Set a stuck case going again. Exits 1 when it isn't stuck, 2 when there is none such."""
    from runtime.retrying import CaseUnknown, retry_case  # noqa: PLC0415

    if bool(case_id) == every:
        raise typer.BadParameter("name one case, or say --all.")
    with ready_office() as office:
        try:
            chosen = _stuck(office) if every else [(case_id, _company_of(office, case_id))]
            for one, company_id in chosen:
                retry_case(office, company_id=company_id, case_id=one)
                typer.echo(f"{one} is queued again.")
        except Refusal as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(2 if isinstance(refusal, CaseUnknown) else 1) from refusal
    if not chosen:
        typer.echo("No case is stuck.")


def _stuck(office: "Office") -> list[tuple[str, int]]:
    from store.troubles import Trouble, troubled_cases  # noqa: PLC0415

    with office.unfenced() as session:
        found = troubled_cases(session)
    return [(case.id, case.company_id) for case in found if case.trouble is not Trouble.TRIES_AGAIN]


def _company_of(office: "Office", case_id: str) -> int:
    from runtime.retrying import CaseUnknown  # noqa: PLC0415
    from store.tables.cycles import CaseRow  # noqa: PLC0415

    with office.unfenced() as session:
        case = session.get(CaseRow, case_id)
    if case is None:
        raise CaseUnknown(f"Asked for was “{case_id}”.")
    return case.company_id


def _line(case: "TroubledCase") -> str:
    since = f" since {case.since:%Y-%m-%d %H:%M} UTC" if case.since else ""
    said = case.problem or "It was rung and nothing is queued for it."
    return f"{case.id} ({case.company}) {WORDS[case.trouble]}{since}: {said}"
