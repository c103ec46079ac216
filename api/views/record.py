"""What was said about a request, in order: answers with their reasons, comments, steps back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from api.tongue import say
from api.views import words
from api.views.seats import Seat
from gates.brief import Brief
from gates.gate import Gate, Rule, Verb

if TYPE_CHECKING:
    from api.views.moves import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something in the record that isn't an answer that stands."""

    at: datetime
    name: str
    role: str
    did: str
    """`commented`, `delegated to Jonas Weber`, `took back: Approved`."""
    text: str = ""
    option: str | None = None
    icon: str = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    at: datetime
    name: str
    role: str
    did: str
    option: str
    text: str
    tone: str
    icon: str


def record_of(
    gate: Gate,
    brief: Brief,
    seats: Sequence[Seat],
    around: "Around",
    zone: ZoneInfo,
) -> tuple[RecordLine, ...]:
    """Oldest first, with the day and time as the viewer's clock shows them."""
    names = {one.key: one.name for one in brief.options}
    names |= {one.key: one.name for one in around.own}
    lines = [*_answers(gate, brief, seats, zone), *_remarks(names, around.remarks, zone)]
    return tuple(sorted(lines, key=lambda line: line.at))


def _answers(
    gate: Gate, brief: Brief, seats: Sequence[Seat], zone: ZoneInfo
) -> Iterator[RecordLine]:
    for seat in seats:
        if (said := seat.decision) is None:
            continue
        tone, icon = words.TONES[said.verb]
        endorses = gate.rule is Rule.EVERYONE_ANSWERS and said.verb is Verb.APPROVE
        yield RecordLine(
            at=said.at.astimezone(zone),
            name=seat.answered_by or seat.name,
            role=say("for {seat}", seat=seat.name) if seat.answered_by else words.role(seat.role),
            did=say("endorsed") if endorses else words.DID[said.verb],
            option=brief.option(said.choice).name if said.choice else "",
            text=said.reason,
            tone=tone,
            icon=icon,
        )


def _remarks(
    names: Mapping[str, str], remarks: Sequence[Remark], zone: ZoneInfo
) -> Iterator[RecordLine]:
    for remark in remarks:
        yield RecordLine(
            at=remark.at.astimezone(zone),
            name=remark.name,
            role=words.role(remark.role),
            did=remark.did,
            option=names.get(remark.option or "", ""),
            text=remark.text,
            tone="idle",
            icon=remark.icon,
        )
