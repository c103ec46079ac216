"""Who sits in an open request, said that they are away, and has nobody standing in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from urllib.parse import urlencode

from api import formats
from api.tongue import say
from api.views.cycle import AwayLine
from api.views.decision import RequestFacts, Viewer
from api.views.seats import Seat
from api.views.speaking import with_stand_ins
from store.reading_absences import Absence

SEES_ALL = frozenset({"sop_lead", "admin"})
WITHOUT_A_DAY = timedelta(days=7)
"""How long an absence counts that doesn't say until when."""


def away(
    gates: Sequence[RequestFacts], absences: Mapping[str, Absence], viewer: Viewer
) -> tuple[AwayLine, ...]:
    """For whoever may set a substitute: each such person once, with what waits for them."""
    if viewer.role not in SEES_ALL:
        return ()
    waiting: dict[str, list[RequestFacts]] = {}
    seats: dict[str, Seat] = {}
    for facts, seat in _alone(gates, viewer):
        said = absences.get(seat.person)
        if said is not None and _still(said, viewer):
            waiting.setdefault(seat.person, []).append(facts)
            seats[seat.person] = seat
    return tuple(_line(seats[key], absences[key], held) for key, held in waiting.items())


def _alone(gates: Sequence[RequestFacts], viewer: Viewer) -> Iterator[tuple[RequestFacts, Seat]]:
    """Seats without an answer whose holder has no stand-in."""
    for facts in gates:
        for seat in with_stand_ins(facts, viewer):
            if seat.decision is None and not seat.stands_in:
                yield facts, seat


def _still(said: Absence, viewer: Viewer) -> bool:
    if said.until is None:
        return viewer.now < said.said_at + WITHOUT_A_DAY
    return viewer.now.date() < said.until


def _line(seat: Seat, said: Absence, held: Sequence[RequestFacts]) -> AwayLine:
    until = say(" until {day}", day=formats.day(said.until)) if said.until else ""
    wanted = {"receiver": said.named[0]} if said.named else {}
    wanted |= {"ends": said.until.isoformat()} if said.until else {}
    query = f"?{urlencode(wanted)}" if wanted else ""
    return AwayLine(
        says=say("{seat} is away{until}, nobody stands in", seat=seat.name, until=until),
        waits=tuple(facts.brief.question for facts in held),
        href=f"/people/{seat.person}{query}#out_of_office",
    )
