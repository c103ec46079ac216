"""`sopwith playbook`: looking at versions, checking and comparing them, and tuning a company's."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gates.errors import Refusal
from runtime import cli_playbook_try
from runtime.cli_company import find_company, ready_office

if TYPE_CHECKING:
    from gates.playbook import Playbook
    from runtime.activating import Tuner
    from runtime.office import Office

playbook_app = typer.Typer(help="What an admin can tune: cadence, limits, checks, gate policies.")
SHIPPED = "shipped"
DIGEST_LEAST = 8
Source = Annotated[
    str,
    typer.Argument(help="A file (.toml, .json), a company, a digest's beginning, or “shipped”."),
]
Company = Annotated[str, typer.Argument(help="The company's short name.")]
By = Annotated[str, typer.Option(help="Who does it: a person's key.")]
Why = Annotated[str, typer.Option(help="Why; it stands in the ledger.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


class NoSuchPlaybook(Refusal):
    """There is no such playbook: neither a file, nor a company, nor the beginning of a digest."""


def register(app: typer.Typer) -> None:
    """Put the group `playbook` on the command line."""
    cli_playbook_try.register(playbook_app)
    app.add_typer(playbook_app, name="playbook")


@playbook_app.command("show")
def show(
    source: Source,
    file: Annotated[Path | None, typer.Option(help="Write it there, .toml or .json.")] = None,
) -> None:
    """Show a version as TOML, or write it to a file. Exits 2 when there is none."""
    from gates.playbook import version  # noqa: PLC0415 a second to import
    from gates.playbook_text import TOML, written  # noqa: PLC0415

    book = found(source)
    text = written(book, file.suffix if file else TOML)
    if file is not None:
        file.write_text(text, encoding="utf-8")
        typer.echo(f"{version(book)} is in {file}.")
    else:
        typer.echo(f"# {version(book)}\n{text}")


@playbook_app.command("check")
def check(source: Source) -> None:
    """Check a version: types, bounds, and what the workflow can live with. Exits 2 if unusable."""
    from agents.tuned import unsayable  # noqa: PLC0415
    from gates.playbook import version  # noqa: PLC0415

    book = found(source)
    if wrong := tuple(unsayable(book.language)):
        typer.echo(
            "\n".join(("A text can’t be said so:", *(f"  {one}" for one in wrong))), err=True
        )
        raise typer.Exit(2)
    typer.echo(f"{version(book)}: usable.")


@playbook_app.command("diff")
def diff(was: Source, now: Source, as_json: AsJson = False) -> None:
    """Say which cells of the policy table a change turns. Exits 1 unless it only tightens."""
    from gates.direction.comparing import only_tightens, turned  # noqa: PLC0415
    from runtime.cli_playbook_told import cells_plain, cells_told  # noqa: PLC0415

    cells = turned(found(was), found(now))
    typer.echo(json.dumps(cells_plain(cells)) if as_json else "\n".join(cells_told(cells)))
    raise typer.Exit(0 if only_tightens(cells) else 1)


@playbook_app.command("draft")
def draft(company: Company, source: Source, by: By, why: Why) -> None:
    """Keep a version as somebody's draft. Exits 2 when it is refused."""
    from runtime.tuning import propose  # noqa: PLC0415

    book = found(source)
    _do(company, by, why, lambda office, tuner: f"Draft {propose(office, tuner, book)}.")


@playbook_app.command("activate")
def activate(company: Company, source: Source, by: By, why: Why) -> None:
    """Make active what only tightens, for cycles opened from now on. Exits 2 when refused."""
    from runtime.tuning import tighten  # noqa: PLC0415

    book = found(source)
    _do(company, by, why, lambda office, tuner: f"Active: {tighten(office, tuner, book)}.")


@playbook_app.command("submit")
def submit(
    company: Company,
    digest: Annotated[str, typer.Argument(help="The draft's digest, or its beginning.")],
    by: By,
    why: Why,
    first: Annotated[
        str,
        typer.Option(
            help="Who lives it first: region:CODE, share:N or cycle; all at once if left out."
        ),
    ] = "",
) -> None:
    """Put a previewed draft to the gate of the active playbook. Exits 2 when it is refused."""
    from gates.playbook import version  # noqa: PLC0415
    from runtime.canaries import first_of  # noqa: PLC0415
    from runtime.tuning import submit as put  # noqa: PLC0415

    sha256 = version(found(digest))

    def ask(office: "Office", tuner: "Tuner") -> str:
        return f"Asked: case {put(office, tuner, sha256, first_of(first))}."

    _do(company, by, why, ask)


@playbook_app.command("promote")
def promote(company: Company, by: By, why: Why) -> None:
    """Make what a canary lives active for all. Exits 2 when it is refused."""
    from runtime.canaries import promote as make_active  # noqa: PLC0415

    _do(company, by, why, lambda office, tuner: f"Active: {make_active(office, tuner)}.")


@playbook_app.command("rollback")
def rollback(company: Company, by: By, why: Why) -> None:
    """End a living canary, else make active again what was before. Exits 2 when refused."""
    from runtime.tuning import roll_back  # noqa: PLC0415

    _do(company, by, why, lambda office, tuner: f"Active again: {roll_back(office, tuner)}.")


@playbook_app.command("history")
def history(company: Company, as_json: AsJson = False) -> None:
    """List drafts and activations, the newest last. Exits 2 when there is no such company."""
    from runtime.cli_playbook_told import history_plain, history_told  # noqa: PLC0415

    with ready_office() as office:
        try:
            company_id, zone = find_company(office, company)
        except Refusal as refusal:
            raise _refused(refusal) from refusal
        with office.sessions(company_id) as session:
            said = history_plain(session, company_id)
    typer.echo(json.dumps(said) if as_json else "\n".join(history_told(said, zone)))


def found(source: str) -> "Playbook":
    """The version somebody named; exits 2 where there is none, or it is unusable."""
    from gates.playbook import Playbook  # noqa: PLC0415
    from gates.playbook_text import PlaybookUnusable, read  # noqa: PLC0415

    if source == SHIPPED:
        return Playbook()
    path = Path(source)
    if path.suffix and path.is_file():
        try:
            return read(path.read_text(encoding="utf-8"), path.suffix)
        except (PlaybookUnusable, UnicodeDecodeError) as unusable:
            typer.echo(f"{source} isn't a usable playbook:", err=True)
            for one in getattr(unusable, "problems", (str(unusable),)):
                typer.echo(f"  {one}", err=True)
            raise typer.Exit(2) from unusable
    with ready_office() as office:
        try:
            return _stored(office, source)
        except Refusal as refusal:
            raise _refused(refusal) from refusal


def _stored(office: "Office", source: str) -> "Playbook":
    from runtime.opening import CompanyUnknown  # noqa: PLC0415
    from store import playbooks  # noqa: PLC0415

    try:
        company_id, _zone = find_company(office, source)
    except CompanyUnknown:
        company_id = None
    with office.unfenced() as session:
        if company_id is not None:
            return playbooks.active(session, company_id)
        digests = playbooks.named(session, source) if len(source) >= DIGEST_LEAST else ()
        book = playbooks.content(session, digests[0]) if len(digests) == 1 else None
    if book is None:
        raise NoSuchPlaybook(f"Asked for was “{source}”.")
    return book


def _do(company: str, by: str, why: str, act: "Acts") -> None:
    from runtime.activating import Tuner  # noqa: PLC0415

    with ready_office() as office:
        try:
            company_id, _zone = find_company(office, company)
            said = act(office, Tuner(company_id=company_id, person_key=by, why=why))
        except Refusal as refusal:
            raise _refused(refusal) from refusal
    typer.echo(said)


def _refused(refusal: Refusal) -> typer.Exit:
    typer.echo(refusal.message, err=True)
    return typer.Exit(2)


if TYPE_CHECKING:
    from collections.abc import Callable

    Acts = Callable[[Office, Tuner], str]
