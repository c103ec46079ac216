"""`sopwith hook add | list | secret | end`: other systems that are told what happens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from gates.errors import Refusal
from runtime.cli_company import find_company, ready_office

if TYPE_CHECKING:
    from runtime.hooks.subscribing import Subscribed
    from runtime.office import Office
    from store.tables.hooks import HookRow

hook_app = typer.Typer(help="Other systems that are told what happens.")
Company = Annotated[str, typer.Argument(help="The company's short name.")]
Number = Annotated[int, typer.Argument(help="The subscription's number; see `sopwith hook list`.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON.")]


def register(app: typer.Typer) -> None:
    """Put the group `hook` on the command line."""
    app.add_typer(hook_app, name="hook")


@hook_app.command("add")
def add(
    company: Company,
    url: Annotated[str, typer.Argument(help="Where to post, such as https://erp.example/hook.")],
    events: Annotated[
        str, typer.Option(help="Kinds with commas between, such as plan,decision; all if left out.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Tell an address what happens from now on; prints the secret it checks signatures with.

    Exits 2 when the address or a kind can't be used.
    """
    from runtime.hooks.kinds import read_kinds  # noqa: PLC0415 a second to import
    from runtime.hooks.subscribing import subscribe  # noqa: PLC0415

    with _at(company) as (office, company_id):
        _say(subscribe(office, company_id, url, read_kinds(events)), as_json=as_json)


@hook_app.command("list")
def show(company: Company, as_json: AsJson = False) -> None:
    """List the subscriptions of a company, those that ended too."""
    from store.hooks import all_hooks  # noqa: PLC0415

    with _at(company) as (office, company_id), office.sessions(company_id) as session:
        found = all_hooks(session, company_id)
        if as_json:
            typer.echo(json.dumps([_plain(hook) for hook in found], ensure_ascii=False))
        else:
            typer.echo("\n".join(map(_line, found)) or "Nobody is told anything.")


@hook_app.command("secret")
def secret(company: Company, hook_id: Number, as_json: AsJson = False) -> None:
    """Give a subscription another secret and print it. The one before no longer signs."""
    from runtime.hooks.subscribing import another_secret  # noqa: PLC0415

    with _at(company) as (office, company_id):
        _say(another_secret(office, company_id, hook_id), as_json=as_json)


@hook_app.command("end")
def end(company: Company, hook_id: Number) -> None:
    """Tell an address nothing any more."""
    from runtime.hooks import subscribing  # noqa: PLC0415

    with _at(company) as (office, company_id):
        subscribing.end(office, company_id, hook_id, why="Ended by an operator.")
        typer.echo(f"Subscription {hook_id} has ended.")


@contextmanager
def _at(slug: str) -> Iterator[tuple["Office", int]]:
    """A company by its short name. What is refused ends the command with 2."""
    with ready_office() as office:
        try:
            company_id, _zone = find_company(office, slug)
            yield office, company_id
        except Refusal as refusal:
            typer.echo(refusal.message, err=True)
            raise typer.Exit(2) from refusal


def _say(made: "Subscribed", *, as_json: bool) -> None:
    said = {"id": made.hook_id, "secret": made.secret}
    typer.echo(
        json.dumps(said) if as_json else f"Subscription {made.hook_id}. Its secret: {made.secret}"
    )


def _plain(hook: "HookRow") -> dict[str, object]:
    return {"id": hook.id, "url": hook.url, "events": hook.kinds, "ended": hook.ended_why}


def _line(hook: "HookRow") -> str:
    what = f"ended: {hook.ended_why}" if hook.ended_why else ", ".join(hook.kinds) or "all"
    return f"{hook.id}\t{hook.url}\t{what}"
