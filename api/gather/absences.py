"""Who sits in an open request or owes an input, said they are away, and has no stand-in."""

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
from store.reading_inputs import InputRecord
from store.reading_people import OWED

SEES_ALL = frozenset({"sop_lead", "admin"})
WITHOUT_A_DAY = timedelta(days=7)
"""How long an absence counts that doesn't say until when."""


def away(
    gates: Sequence[RequestFacts],
    inputs: Sequence[InputRecord],
    absences: Mapping[str, Absence],
    viewer: Viewer,
) -> tuple[AwayLine, ...]:
    """For whoever may set a substitute: each such person once, with what waits for them."""
    if viewer.role not in SEES_ALL:
        return ()
    waiting: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for key, name, what in (*_seats(gates, viewer), *_owners(inputs, absences)):
        said = absences.get(key)
        if said is not None and _still(said, viewer):
            waiting.setdefault(key, []).append(what)
            names[key] = name
    return tuple(_line(names[key], absences[key], held) for key, held in waiting.items())


def _seats(gates: Sequence[RequestFacts], viewer: Viewer) -> Iterator[tuple[str, str, str]]:
    for facts, seat in _alone(gates, viewer):
        yield seat.person, seat.name, facts.brief.question


def _owners(
    inputs: Sequence[InputRecord], absences: Mapping[str, Absence]
) -> Iterator[tuple[str, str, str]]:
    """Who owes an input and won't be back in time; with a substitute it would be theirs by now."""
    for one in inputs:
        said = absences.get(one.owner.key)
        back = said.until if said is not None else None
        if one.row.state in OWED and (back is None or back > one.row.due_at.date()):
            what = say("The {what} is missing.", what=one.row.title)
            yield one.owner.key, one.owner.name, what


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


def _line(name: str, said: Absence, waits: Sequence[str]) -> AwayLine:
    until = say(" until {day}", day=formats.day(said.until)) if said.until else ""
    wanted = {"receiver": said.named[0]} if said.named else {}
    wanted |= {"ends": said.until.isoformat()} if said.until else {}
    query = f"?{urlencode(wanted)}" if wanted else ""
    return AwayLine(
        says=say("{seat} is away{until}, nobody stands in", seat=name, until=until),
        waits=tuple(waits),
        href=f"/people/{said.person}{query}#out_of_office",
    )
