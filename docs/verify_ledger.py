"""Checks a ledger export or a receipt with nothing of Sopwith, by docs/reference/ledger.md.

    python verify_ledger.py EXPORT_DIR SLUG.heads SLUG.keys
    python verify_ledger.py RECEIPT.json SLUG.heads SLUG.keys

The heads and keys are copies you kept elsewhere. Needs Python and the package `cryptography`.
"""

import json
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Head = tuple[int, bytes, str]
"""How many events it covers, the Merkle root over them, the hash of the last."""


def refuse(why: str) -> NoReturn:
    sys.exit(f"NOT PROVEN: {why}")


def heads_in(text: str, keys: str) -> list[Head]:
    """Every head, its signature checked."""
    public = {}
    for line in keys.split():
        name, key_id, key = line.split("+", 2)
        public[name, key_id] = Ed25519PublicKey.from_public_bytes(b64decode(key)[1:])
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip("\n")]
    heads = []
    for said, signed in zip(blocks[::2], blocks[1::2], strict=True):
        origin, count, root, chain, _at = said.split("\n")
        _dash, name, encoded = signed.split(" ")
        signature = b64decode(encoded)
        key_of_it = public.get((name, signature[:4].hex())) if name == origin else None
        try:
            if key_of_it is not None:
                key_of_it.verify(signature[4:], f"{said}\n".encode())
        except InvalidSignature:
            key_of_it = None
        if key_of_it is None:
            refuse(f"the head at event {count} isn't signed by a key given")
        heads.append((int(count), b64decode(root), chain.removeprefix("chain ")))
    return heads


def root_of(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + root_of(leaves[:left]) + root_of(leaves[left:])).digest()


def check_export(folder: Path, heads: list[Head]) -> str:
    hashes, previous = [], "0" * 64
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        event = json.loads(line)
        previous = sha256((previous + event["content"]).encode()).hexdigest()
        if (event["seq"], json.loads(event["content"])["seq"]) != (number, number):
            refuse(f"event {number} is missing or out of order")
        if event["sha256"] != previous:
            refuse(f"event {number} was changed, or the one before it was")
        hashes.append(previous)
    for count, root, chain in heads:
        if count > len(hashes):
            refuse(f"the end was cut off: {count} events were signed, here are {len(hashes)}")
        leaves = [bytes.fromhex(each) for each in hashes[:count]]
        if hashes[count - 1] != chain or root_of(leaves) != root:
            refuse(f"the history was rewritten before event {count}")
    return f"{len(hashes)} events, through {len(heads)} signed heads"


def check_receipt(receipt: dict[str, Any], keys: str, heads: list[Head]) -> str:
    content, brief, proof = receipt["event"]["content"], receipt["brief"], receipt["proof"]
    event, said = json.loads(content), receipt["decision"]
    if proof is None:
        refuse("no signed head covers the decision yet")
    ((count, root, chain),) = heads_in(proof["head"], keys)
    if (count, root, chain) not in heads:
        refuse("the receipt's head isn't among the heads given")
    index, size = event["seq"] - 1, count
    sides = []  # from the root down: whether the leaf is in the right half
    while size > 1:
        left = 1 << (size - 1).bit_length() - 1
        sides.append(index >= left)
        index, size = (index - left, size - left) if index >= left else (index, left)
    leaf = sha256((receipt["event"]["previous"] + content).encode()).digest()
    found = sha256(b"\x00" + leaf).digest()
    for step, is_right in zip(proof["path"], reversed(sides), strict=True):
        beside = b64decode(step)
        found = sha256(b"\x01" + (beside + found if is_right else found + beside)).digest()
    if found != root:
        refuse("the event isn't under the signed head")
    facts = event["facts"]
    if sha256(brief.encode()).hexdigest() != facts["brief_sha256"]:
        refuse("the brief isn't the one that was decided on")
    question = json.loads(brief)["question"]
    seat = facts.get("seat", event["actor"]["key"])
    for name, meant in {
        **{key: facts.get(key) for key in ("gate", "verb", "choice", "reason", "brief_sha256")},
        **{key: event.get(key) for key in ("at", "channel", "playbook", "graph")},
        "by": event["actor"],
        "id": facts["decision"],
        "number": event["seq"],
        "on_behalf_of": seat if seat != event["actor"]["key"] else None,
        "question": question,
    }.items():
        if said[name] != meant:
            refuse(f"the receipt's {name} isn't what the event says")
    who = event["actor"]
    return f"{who['name']} ({who['role']}): {facts['verb']} {facts['choice']} at {event['at']}"


def main(subject: Path, heads_file: Path, keys_file: Path) -> str:
    keys = keys_file.read_text(encoding="utf-8")
    heads = heads_in(heads_file.read_text(encoding="utf-8"), keys)
    if subject.is_dir():
        return check_export(subject, heads)
    return check_receipt(json.loads(subject.read_text(encoding="utf-8")), keys, heads)


if __name__ == "__main__":
    try:
        proven = main(*map(Path, sys.argv[1:4]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        refuse(f"this can't be read ({problem})")
    print("PROVEN:", proven)
