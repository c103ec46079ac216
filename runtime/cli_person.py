"""`sopwith person invite`: a page on which somebody makes the passkey they sign in with."""

import json
from typing import Annotated

import typer

from gates.errors import Refusal
from runtime.cli_company import find_company, ready_office

person_app = typer.Typer(help="People of a company.")


def register(app: typer.Typer) -> None:
    """Put the group `person` on the command line."""
    app.add_typer(person_app, name="person")


@person_app.callback()
def group() -> None:
    """Keeps `invite` a command of the group while it is the only one."""


@person_app.command("invite")
def invite(
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    key: Annotated[str, typer.Argument(help="The person's key in people.csv.")],
    by_mail: Annotated[
        bool, typer.Option("--mail", help="Send it to their own address instead.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Print a link that works once and for three days. Exits 2 when there is no such person."""
    from runtime.inviting_people import invite_by_mail  # noqa: PLC0415 half a second to import
    from runtime.own_passkeys import invite as make  # noqa: PLC0415

    with ready_office() as office:
        try:
            company_id, _ = find_company(office, company)
            if by_mail:
                sent = invite_by_mail(office, company_id, key).email
                told = {"person": key, "sent_to": sent}
                typer.echo(json.dumps(told) if as_json else f"Sent to {sent}.")
                return
            token = make(office, company_id, key)
        except Refusal as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(2) from refusal
        link = f"{office.settings.base_url.rstrip('/')}/join/{token}"
    typer.echo(json.dumps({"person": key, "link": link}) if as_json else link)
