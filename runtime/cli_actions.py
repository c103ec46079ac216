"""`sopwith actions import`: what lists and notes propose, for a person to confirm."""

from pathlib import Path
from typing import Annotated

import typer

actions_app = typer.Typer(help="Owned and dated work that decisions made.")


def register(app: typer.Typer) -> None:
    """Put the group `actions` on the command line."""
    app.add_typer(actions_app, name="actions")
    actions_app.callback()(_group)


def _group() -> None:
    """Owned and dated work that decisions made."""


@actions_app.command("import")
def import_(
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    files: Annotated[list[Path], typer.Argument(help="CSV, workbooks, or notes as text.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a proposal.")] = False,
) -> None:
    """Read action lists, decision logs and meeting notes. Nobody is written to.

    Exits 2 when a file is unusable; what the others propose is kept all the same.
    """
    from gates.errors import Refusal  # noqa: PLC0415
    from runtime.cli_company import find_company, ready_office  # noqa: PLC0415 a second to import
    from runtime.imports_told import imported  # noqa: PLC0415

    failed = False
    with ready_office() as office:
        try:
            company_id, _ = find_company(office, company)
        except Refusal as refusal:
            typer.echo(str(refusal), err=True)
            raise typer.Exit(2) from refusal
        for file in files:
            try:
                lines = imported(office, company_id, file, as_json=as_json)
            except (OSError, Refusal) as refusal:
                typer.echo(f"{file}: {getattr(refusal, 'strerror', None) or refusal}", err=True)
                failed = True
                continue
            for line in lines:
                typer.echo(line)
    if failed:
        raise typer.Exit(2)
