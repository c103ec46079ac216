"""`sopwith mail examples`: what people read in replies, as labelled lines to score and fit on."""

import json
from typing import TYPE_CHECKING, Any

import typer
from sqlalchemy.exc import SQLAlchemyError

from runtime.cli_mail_deliver import NoDatabase

if TYPE_CHECKING:
    from store.tables.effects import MessageRow
    from store.tables.replies import ReplyExampleRow

SPLIT = "corrected"


def register(mail: typer.Typer) -> None:
    """Put `examples` into the group `mail`."""
    mail.command("examples")(examples)


def examples() -> None:
    """Print every reply a person read, one JSON object a line. Exits 2 without a database."""
    try:
        for line in _lines():
            typer.echo(json.dumps(line, ensure_ascii=False))
    except (NoDatabase, SQLAlchemyError) as error:
        typer.echo(NoDatabase.__doc__, err=True)
        raise typer.Exit(2) from error


def _lines() -> list[dict[str, Any]]:
    from runtime.office import open_office  # noqa: PLC0415 a second to import
    from runtime.settings import Settings  # noqa: PLC0415
    from store import replies  # noqa: PLC0415

    settings = Settings()
    if settings.database_url is None and not (settings.home / "database").exists():
        raise NoDatabase
    office = open_office(settings, {})
    try:
        with office.unfenced() as session:
            return [labelled(*pair) for pair in replies.examples(session)]
    finally:
        office.close()


def labelled(example: "ReplyExampleRow", message: "MessageRow") -> dict[str, Any]:
    """One line of the corpus: nobody has said that it could be taken unseen."""
    from agents.reading_lexicon import language_of  # noqa: PLC0415

    quantity = example.expected["quantity"]
    return {
        "id": f"c{example.id}",
        "split": SPLIT,
        "language": language_of(message.text),
        "received": message.received_at.isoformat(),
        "ask": example.asked,
        "subject": message.subject,
        "body": message.text,
        "expected": example.expected | {"quantity": None if quantity is None else float(quantity)},
        "may_accept": False,
    }
