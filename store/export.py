"""The ledger as files: one line an event, and the head they must end with."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from gates.chain import Link
from store import ledger

EVENTS = "events.jsonl"
HEAD = "head.json"


class NotALedgerExport(Exception):
    """This folder holds no ledger export: it needs events.jsonl and head.json."""


class UnreadableEvent(Exception):
    """A line of events.jsonl is not an event: it needs seq, content and sha256."""


def write(session: Session, company_id: int, folder: Path) -> int:
    """Write the company's chain into `folder`; returns how many events."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (folder / EVENTS).open("w", encoding="utf-8") as out:
        for link in ledger.links(session, company_id):
            said = {"seq": link.seq, "content": link.content.decode(), "sha256": link.sha256}
            out.write(json.dumps(said, ensure_ascii=False) + "\n")
            count += 1
    end = ledger.head(session, company_id)
    (folder / HEAD).write_text(json.dumps({"seq": end.seq, "sha256": end.sha256}) + "\n")
    return count


def read(folder: Path) -> tuple[tuple[Link, ...], Link]:
    """The exported links and the head they must end with."""
    try:
        lines = (folder / EVENTS).read_text(encoding="utf-8").splitlines()
        end = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        head = Link(seq=int(end["seq"]), content=b"", sha256=str(end["sha256"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NotALedgerExport(str(folder)) from problem
    return tuple(_link(number, line) for number, line in enumerate(lines, start=1)), head


def _link(number: int, line: str) -> Link:
    try:
        said = json.loads(line)
        return Link(
            seq=int(said["seq"]),
            content=str(said["content"]).encode(),
            sha256=str(said["sha256"]),
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise UnreadableEvent(f"line {number}") from problem
