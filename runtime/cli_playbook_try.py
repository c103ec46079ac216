"""`sopwith playbook try`: a version's words on recorded mails, before anybody lives them."""

import json
from typing import Annotated

import typer

from gates.errors import Refusal
from runtime.cli_company import find_company, ready_office

Company = Annotated[str, typer.Argument(help="The company's short name.")]
Source = Annotated[
    str, typer.Argument(help="A file (.toml, .json), a digest's beginning, or “shipped”.")
]


def register(app: typer.Typer) -> None:
    """Put `try` into the group `playbook`."""
    app.command("try")(try_words)


def try_words(
    company: Company,
    source: Source,
    mails: Annotated[int, typer.Option(min=0, max=50, help="So many of the newest mails.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Read recorded mails and word letters on a version, beside the active one. Keeps nothing.

    Exits 1 where anything comes out otherwise, 2 when there is no such company or version.
    """
    from runtime.cli_playbook import found  # noqa: PLC0415
    from runtime.trying_words import tried  # noqa: PLC0415 a second to import
    from store import playbooks  # noqa: PLC0415

    draft = found(source)
    with ready_office() as office:
        try:
            company_id, _zone = find_company(office, company)
        except Refusal as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(2) from refusal
        with office.sessions(company_id) as session:
            active = playbooks.active(session, company_id)
        said = list(tried(office, company_id, active, draft, most=mails))
    if as_json:
        plain = [{"case": o.case, "active": o.active.plain, "draft": o.draft.plain} for o in said]
        typer.echo(json.dumps(plain, ensure_ascii=False))
    else:
        for one in said:
            typer.echo(f"{one.case}: {'the same' if one.is_same else 'otherwise'}")
            for name, version in (("active", one.active), ("draft", one.draft)):
                by = version.plain
                cost = f", €{by['cost_eur']}" if by["tokens"] and by["cost_eur"] else ""
                took = f"{by['tokens']} tokens{cost}, {by['latency_s']} s"
                typer.echo(f"  {name} ({by['by']}, {took})")
                typer.echo("".join(f"    {line}\n" for line in version.says.splitlines()).rstrip())
                if by["fallback"]:
                    typer.echo(f"    not the model’s: {by['fallback']}")
    raise typer.Exit(0 if all(one.is_same for one in said) else 1)
