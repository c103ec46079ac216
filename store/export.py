"""The ledger as files: one line an event, the head they must end with, and the signed heads."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from gates.chain import Link
from gates.signed_head import SignedHead, as_file, read_heads
from gates.signed_note import Verifier, read_verifiers
from store import ledger, signed_heads

EVENTS = "events.jsonl"
HEAD = "head.json"
SIGNED_HEADS = "ledger.heads"
KEYS = "ledger.keys"


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
    heads, keys = (
        signed_heads.known(session, company_id),
        signed_heads.verifiers(session, company_id),
    )
    covered = [head for head in heads if head.seq <= count]  # the others were signed meanwhile
    (folder / SIGNED_HEADS).write_text(as_file(covered), encoding="utf-8")
    (folder / KEYS).write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
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


def read_signed(folder: Path) -> tuple[tuple[SignedHead, ...], tuple[Verifier, ...]]:
    """The signed heads and public keys that came with the export; an old one has none."""
    return heads_in(folder / SIGNED_HEADS), keys_in(folder / KEYS)


def heads_in(path: Path) -> tuple[SignedHead, ...]:
    """A file of signed heads; nothing where there is no such file."""
    return read_heads(path.read_text(encoding="utf-8")) if path.exists() else ()


def keys_in(path: Path) -> tuple[Verifier, ...]:
    """A file of public keys, one a line; nothing where there is no such file."""
    return read_verifiers(path.read_text(encoding="utf-8")) if path.exists() else ()


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
