"""`sopwith ledger export | verify | verify-receipt`: the history as files, and its proofs."""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from gates.chain import Link
from gates.history import Checked, check
from gates.receipt import Proven, ReceiptRefused, check_receipt
from gates.signed_head import SignedHead
from gates.signed_note import Verifier
from runtime.cli_ledger_told import not_shown, receipt_told, told
from store import export

ledger_app = typer.Typer(help="The history as files; proves offline that it is whole.")
HeadsFile = Annotated[
    Path | None,
    typer.Option(
        "--heads", help="Signed heads you kept: SLUG.heads of the heads folder.", exists=True
    ),
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key", help="The public keys: SLUG.keys of the heads folder.", exists=True),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def register(app: typer.Typer) -> None:
    """Put the group `ledger` on the command line."""
    app.add_typer(ledger_app, name="ledger")


@ledger_app.command("verify")
def verify(
    folder: Annotated[Path, typer.Argument(help="A folder written by `ledger export`.")],
    heads: HeadsFile = None,
    key: KeyFile = None,
    as_json: AsJson = False,
) -> None:
    """Check an export against its chain and signed heads. Exits 0 whole, 1 not, 2 bad input."""
    links, end = _read(folder)
    own_heads, own_keys = _signed(folder)
    kept, keys = _given(heads, key)
    checked = check(links, end, heads=tuple({*own_heads, *kept}), keys=keys or own_keys)
    missing = not_shown(checked, outside=heads is not None, own_key=key is None)
    if as_json:
        typer.echo(json.dumps(_as_json(checked, missing)))
    else:
        typer.echo("\n".join(told(checked, missing)))
    raise typer.Exit(0 if checked.problem is None else 1)


@ledger_app.command("verify-receipt")
def verify_receipt(
    file: Annotated[
        Path, typer.Argument(help="A decision's receipt.", exists=True, dir_okay=False)
    ],
    key: KeyFile = None,
    heads: HeadsFile = None,
    as_json: AsJson = False,
) -> None:
    """Check a decision's receipt. Exits 0 when it is proven, 1 when not, 2 on bad input."""
    if key is None:
        typer.echo("Give --key: a key that came with the receipt would prove nothing.", err=True)
        raise typer.Exit(2)
    kept, keys = _given(heads, key)
    try:
        proven = check_receipt(file.read_bytes(), keys=keys)
        if heads is not None:
            _among(proven, kept)
    except ReceiptRefused as refused:
        why = f"{type(refused).__doc__} {f'({refused})' if str(refused) else ''}".strip()
        typer.echo(json.dumps({"proven": False, "problem": why}) if as_json else why)
        raise typer.Exit(1) from refused
    if as_json:
        said = {"proven": True, "decision": dict(proven.decision), "outside": heads is not None}
        typer.echo(json.dumps(said, ensure_ascii=False))
    else:
        typer.echo("\n".join(receipt_told(proven, outside=heads is not None)))


def _among(proven: Proven, kept: tuple[SignedHead, ...]) -> None:
    """The receipt's head must be one of those that left our hands."""
    if any(head.seq == proven.head.seq and head.root == proven.head.root for head in kept):
        return
    newest = max((head.seq for head in kept), default=0)
    if newest < proven.head.seq:
        at = f"its head is at event {proven.head.seq}, the heads given end at {newest}"
        raise ReceiptRefused(f"{at}: get newer ones")
    raise ReceiptRefused("its head isn't among the heads given")


def _read(folder: Path) -> tuple[tuple[Link, ...], Link]:
    try:
        return export.read(folder)
    except (export.NotALedgerExport, export.UnreadableEvent) as problem:
        typer.echo(f"{type(problem).__doc__} ({problem})", err=True)
        raise typer.Exit(2) from problem


def _signed(folder: Path) -> tuple[tuple[SignedHead, ...], tuple[Verifier, ...]]:
    try:
        return export.read_signed(folder)
    except (OSError, ValueError) as problem:
        typer.echo(f"{type(problem).__doc__} ({folder})", err=True)
        raise typer.Exit(2) from problem


def _given(
    heads: Path | None, key: Path | None
) -> tuple[tuple[SignedHead, ...], tuple[Verifier, ...]]:
    """The heads and keys that were kept elsewhere."""
    try:
        return (
            export.heads_in(heads) if heads is not None else (),
            export.keys_in(key) if key is not None else (),
        )
    except (OSError, ValueError) as problem:
        typer.echo(f"{type(problem).__doc__} ({heads or key})", err=True)
        raise typer.Exit(2) from problem


def _as_json(checked: Checked, missing: list[str]) -> dict[str, object]:
    return {
        "whole": checked.problem is None,
        "events": checked.events,
        "problem": checked.problem,
        "heads": checked.heads,
        "covered": checked.newest.seq if checked.newest else 0,
        "not_shown": missing,
    }


@ledger_app.command("export")
def write(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
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
