"""A decision's receipt: what was decided by whom over exactly what, with the proof of it.

    format    sopwith-receipt/1
    decision  the decision in plain fields, each taken from the event or the brief
    brief     the bytes the decider was shown, as text
    event     the ledger event: its exact content, and the hash of the one before it
    proof     the way from the event to a signed head, and that head; null until one covers it

Everything in a receipt is bound: `decision` must be what event and brief say, the brief must have
the digest in the event, and the event must lie under the Merkle root that was signed. The path
holds hashes only, so a receipt tells nobody what else happened.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from gates.brief import Brief, thaw
from gates.canonical import sha256
from gates.chain import link_hash
from gates.merkle import inclusion_path, root_through
from gates.signed_head import SignedHead, read_head
from gates.signed_note import Verifier

HASH_BYTES = 32
MEANINGS: Mapping[str, str] = {
    "approve": "approved",
    "approve_with_changes": "approved with changes",
    "request_changes": "asked for changes",
    "reject": "rejected",
    "dissent": "dissented",
}
"""What a signature means, for whoever reads it on paper. A verb not listed is its own word."""


class ReceiptRefused(ValueError):
    """This receipt proves nothing."""


class NotProvenYet(ReceiptRefused):
    """No signed head covers the decision yet: get the receipt again after the next one."""


class _Exact(BaseModel):
    """These fields, of these types, and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ReceiptEvent(_Exact):
    content: str
    previous: str


class Proof(_Exact):
    """The hashes from an event to the root of a signed head, each in base64."""

    path: tuple[str, ...]
    head: str


class Receipt(_Exact):
    format: Literal["sopwith-receipt/1"]
    decision: dict[str, Any]
    brief: str
    event: ReceiptEvent
    proof: Proof | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What a receipt was found to prove."""

    decision: Mapping[str, Any]
    head: SignedHead


def make_receipt(*, content: bytes, previous: str, brief: bytes, proof: Proof | None) -> Receipt:
    return Receipt(
        format="sopwith-receipt/1",
        decision=decision_in(json.loads(content), thaw(brief)),
        brief=brief.decode(),
        event=ReceiptEvent(content=content.decode(), previous=previous),
        proof=proof,
    )


def make_proof(hashes: Sequence[str], number: int, head: SignedHead) -> Proof:
    """The way from event `number` to a head over these hashes, which are the head's."""
    leaves = [bytes.fromhex(chain) for chain in hashes[: head.seq]]
    path = inclusion_path(leaves, number - 1)
    return Proof(path=tuple(b64encode(step).decode() for step in path), head=head.note)


def decision_in(event: Mapping[str, Any], brief: Brief) -> dict[str, Any]:
    """The decision's plain fields, from its event and the brief it was made on."""
    facts: Mapping[str, Any] = event["facts"]
    verb, choice = str(facts["verb"]), facts.get("choice")
    seat = facts.get("seat", event["actor"]["key"])
    names = {option.key: option.name for option in brief.options}
    return {
        "id": facts["decision"],
        "number": event["seq"],
        "at": event["at"],
        "by": event["actor"],
        "on_behalf_of": seat if seat != event["actor"]["key"] else None,
        "gate": facts["gate"],
        "request": str(event["subject"]).removeprefix("request:"),
        "question": brief.question,
        "verb": verb,
        "meaning": MEANINGS.get(verb, verb.replace("_", " ")),
        "choice": choice,
        "choice_name": names.get(str(choice)),
        "reason": facts.get("reason", ""),
        "channel": event.get("channel"),
        "playbook": event.get("playbook"),
        "graph": event.get("graph"),
        "brief_sha256": facts["brief_sha256"],
    }


def check_receipt(text: str | bytes, *, keys: Sequence[Verifier]) -> Proven:
    """What the receipt proves. Raises `ReceiptRefused` with the first thing that doesn't fit."""
    try:
        receipt = Receipt.model_validate_json(text)
    except ValidationError as problem:
        where = ".".join(str(part) for part in problem.errors()[0]["loc"]) or "the file"
        raise ReceiptRefused(f"{where} isn't as in a receipt") from problem
    _says_so(receipt)
    if receipt.proof is None:
        raise NotProvenYet
    return Proven(decision=receipt.decision, head=_proven(receipt.event, receipt.proof, keys))


def _says_so(receipt: Receipt) -> None:
    """The plain fields are those of the event, and the brief is the one it names."""
    brief = receipt.brief.encode()
    try:
        meant = decision_in(json.loads(receipt.event.content), thaw(brief))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ReceiptRefused("the event or the brief can't be read") from problem
    if sha256(brief) != meant["brief_sha256"]:
        raise ReceiptRefused("the brief isn't the one that was decided on: its digest differs")
    if json.dumps(receipt.decision, sort_keys=True) != json.dumps(meant, sort_keys=True):
        raise ReceiptRefused("the decision isn't what the event and the brief say")


def _proven(event: ReceiptEvent, proof: Proof, keys: Sequence[Verifier]) -> SignedHead:
    try:
        head = read_head(proof.head)
        path = [_step(step) for step in proof.path]
        index = int(json.loads(event.content)["seq"]) - 1
    except (ValueError, TypeError) as problem:
        raise ReceiptRefused("the proof can't be read") from problem
    leaf = bytes.fromhex(link_hash(event.previous, event.content.encode()))
    if root_through(path, leaf, index=index, size=head.seq) != head.root:
        raise ReceiptRefused("the event isn't under the signed head: it or the path was changed")
    if not head.signed_by(keys):
        raise ReceiptRefused("the head isn't signed by the key given")
    return head


def _step(encoded: str) -> bytes:
    step = b64decode(encoded, validate=True)
    if len(step) != HASH_BYTES or b64encode(step).decode() != encoded:
        raise ValueError(encoded)
    return step
