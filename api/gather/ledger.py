"""The ledger page: events in words, and the chain recomputed on request."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api import formats
from api.gather.words import plain
from api.tongue import say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.ledger import EventLine, LedgerView
from gates.chain import BEGINNING, Link
from gates.signed_head import SignedHead
from store.tables.ledger import LedgerEventRow

PAGE = 50
FACTS_SHOWN = 5
SHORT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where the chain ends, and how far it is under our key."""

    head: Link
    signed: SignedHead | None


def ledger_view(
    events: Sequence[LedgerEventRow],
    *,
    end: End,
    names: Mapping[str, str],
    viewer: Viewer,
    before: int | None,
    broken: str | None,
    verified: bool,
) -> LedgerView:
    head = end.head
    older = events[-1].seq if events else 0
    return LedgerView(
        summary=formats.count(head.seq, "event"),
        events=event_lines(events, names, viewer),
        older=f"/ledger?before={older}" if older > 1 else "",
        newer="/ledger" if before is not None else "",
        chain=_chain(broken, verified=verified),
        signed=_signed(end.signed, viewer),
        chain_detail=_detail(head, broken, verified=verified),
        verified=verified,
    )


def event_lines(
    events: Sequence[LedgerEventRow], names: Mapping[str, str], viewer: Viewer
) -> tuple[EventLine, ...]:
    """Newest first, each with the hash of the one before."""
    return tuple(
        _line(row, events[place + 1].sha256 if place + 1 < len(events) else "", names, viewer)
        for place, row in enumerate(events)
    )


def _chain(broken: str | None, *, verified: bool) -> State:
    if broken:
        return State(word=say("The chain is broken"), icon="alert", tone="bad")
    if verified:
        return State(word=say("The chain holds"), icon="chain", tone="good")
    return State(word=say("Chained"), icon="chain", tone="idle")


def _detail(head: Link, broken: str | None, *, verified: bool) -> str:
    if broken:
        return say("Recomputed just now: {broken}.", broken=broken)
    if verified:
        return say(
            "All {count} recomputed just now; the last hash is {hash}.",
            count=head.seq,
            hash=head.sha256[:16],
        )
    return say("The last hash is {hash}.", hash=head.sha256[:16])


def _signed(head: SignedHead | None, viewer: Viewer) -> str:
    if head is None:
        return ""
    at = formats.moment(head.at.astimezone(viewer.zone))
    return say(
        "Entries up to {count} are under a head signed {at} and kept outside the database.",
        count=head.seq,
        at=at,
    )


def _line(
    row: LedgerEventRow, previous: str, names: Mapping[str, str], viewer: Viewer
) -> EventLine:
    content: dict[str, Any] = json.loads(row.content)
    actor = content["actor"]
    return EventLine(
        seq=row.seq,
        at=row.at.astimezone(viewer.zone),
        actor=names.get(actor["key"], actor["key"]),
        actor_kind=actor["kind"],
        event=plain(row.kind),
        about=_about(str(content["subject"]), content["facts"]),
        sha256=row.sha256,
        previous=previous or (BEGINNING if row.seq == 1 else "–"),
    )


def _about(subject: str, facts: Mapping[str, Any]) -> str:
    said = [
        f"{plain(key)}: {str(value)[:SHORT]}"
        for key, value in list(facts.items())[:FACTS_SHOWN]
        if isinstance(value, str | int) and str(value)
    ]
    return " · ".join([subject, *said])
