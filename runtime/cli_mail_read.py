"""`sopwith mail read FILE.eml…`: what a reply says, typed."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from agents.ask import BuiltIn
from agents.reading_values import Asked, Reading, ReplyContext
from mail.incoming import Incoming, UnreadableMail, read_mail

mail_app = typer.Typer(help="Read replies, and hand messages to the running system.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the mails are answers to."""

    asked: Asked
    planned: Decimal | None


def register(app: typer.Typer) -> None:
    """Put the group `mail` on the command line."""
    app.add_typer(mail_app, name="mail")


@mail_app.command("read")
def read(
    files: Annotated[list[Path], typer.Argument(help="Messages as files (RFC 5322, .eml).")],
    asked: Annotated[Asked, typer.Option(help="What the mail was asked for.")] = Asked.ACTION,
    planned: Annotated[float | None, typer.Option(help="The quantity that was planned.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """Read mails and say what they mean. Exits 0 when all could be read, else 2."""
    question = Question(asked=asked, planned=None if planned is None else Decimal(str(planned)))
    told: list[dict[str, Any]] = []
    failures = 0
    for file in files:
        try:
            told.append(_told(file, read_mail(file.read_bytes()), question))
        except OSError as error:
            failures += 1
            print(f"{file}: {error.strerror or error}", file=sys.stderr)
        except UnreadableMail as error:
            failures += 1
            print(f"{file}: {type(error).__doc__}", file=sys.stderr)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_prose(mail) for mail in told))
    raise typer.Exit(2 if failures else 0)


def _told(file: Path, mail: Incoming, question: Question) -> dict[str, Any]:
    context = ReplyContext(
        text=mail.text,
        now=mail.sent_at or datetime.fromtimestamp(file.stat().st_mtime, UTC),
        asked=question.asked,
        expected_quantity=question.planned,
    )
    reading = BuiltIn().read_reply(context)
    return {
        "file": str(file),
        "from": mail.sender_address,
        "subject": mail.subject,
        "token": mail.token,
        "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
        "automatic": mail.auto_reason or None,
        "text": mail.text,
        "attachments": [
            {"name": a.name, "type": a.type, "bytes": len(a.content)} for a in mail.attachments
        ],
        "problems": list(mail.problems),
        **_reading(reading),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "intent": reading.intent.value,
        "verdict": reading.verdict.value,
        "why": reading.why,
        "quantity": None if reading.quantity is None else str(reading.quantity),
        "date": None if reading.date is None else reading.date.isoformat(),
        "unchanged": reading.unchanged,
        "spans": [{"part": span.part, "text": span.text} for span in reading.spans],
        "provider": reading.provenance.provider,
    }


def _prose(mail: dict[str, Any]) -> str:
    verdict = "can be taken as it is" if mail["verdict"] == "accept" else "needs a person"
    lines = [
        f"{mail['file']}: from {mail['from']}",
        f"  says      {mail['intent'].replace('_', ' ')}; {verdict}: {mail['why']}",
    ]
    lines += [
        f"  {name:9} {mail[name]}"
        for name in ("quantity", "date", "token")
        if mail[name] is not None
    ]
    lines += [f"  file      {a['name']} ({a['bytes']:,} bytes)" for a in mail["attachments"]]
    lines += [f"  note      {note}" for note in mail["problems"]]
    return "\n".join(lines)
