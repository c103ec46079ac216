"""The answers a request would get on a candidate's policy, from those it got."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from evals.oracle.levels import Gone, Level, Lost
from evals.recording.events import Event
from evals.replay.asked import AskedOnce
from evals.replay.request import Given, Replayed, replay_request
from gates.gate import APPROVING, Verb

LATENCY = timedelta(hours=24)
"""How long an answer nobody gave would have taken, where the record has none at that gate."""
Usual = Mapping[str, timedelta]
"""By gate, the middle of how long its recorded answers took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A request on the candidate, how each of its answers is known, and which are gone."""

    replayed: Replayed
    levels: tuple[Level, ...]
    gone: tuple[Gone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the whole cycle says of how people answer."""

    usual: Usual
    implied: Mapping[tuple[str, str], tuple[Decimal, Decimal]] | None = None
    """By gate and person, the most they approved and the least they didn't; None: not asked."""
    branches: Iterator[bool] | None = None
    """Whether each answer nobody knows passes, in turn; None: they all do, and nothing is lost."""

    def passes(self) -> bool | None:
        """Of the next one; None where both ways are left open."""
        return None if self.branches is None else next(self.branches, True)

    def implies(self, gate: str, seat: str, stake: Decimal) -> bool:
        """Who approved more at this gate, and never turned down as little, approves this.

        >>> known = Known(usual={}, implied={("lock", "ines"): (Decimal(50), Decimal(80))})
        >>> [known.implies("lock", "ines", Decimal(n)) for n in (50, 51)]
        [True, False]
        """
        if self.implied is None or (gate, seat) not in self.implied:
            return False
        approved, refused = self.implied[gate, seat]
        return stake <= approved and stake < refused


def answer(asked: AskedOnce, given: Given, known: Known) -> Answered:
    """Recorded answers first, each after the same thinking; then what is still wanted."""
    outside = _moved(asked, given)
    replayed = replay_request(asked, given, outside)
    if by_name := _by_name(asked, replayed):
        outside = [*outside, *by_name]
        replayed = replay_request(asked, given, outside)
    unsure: list[Level] = []
    hands_on = False
    while (more := _wanted(asked, replayed, given, known.usual)) is not None:
        stake = abs(replayed.now.content.stake.amount_eur)
        implied = known.implies(asked.gate, more.data["seat"], stake)
        unsure.append(Level.IMPLIED if implied else Level.NEVER_ASKED)
        passes = None if implied else known.passes()
        hands_on |= passes is not True
        more = _refused(more) if passes is False else more
        outside = [*outside, more]
        replayed = replay_request(asked, given, outside)
    taken = {one.decision for one in replayed.now.answers}
    levels = (
        *(_level(event, replayed) for event in asked.decided if event.data["decision"] in taken),
        *unsure,
    )
    gone = tuple(
        _gone(asked, replayed, e, hands_on=hands_on)
        for e in _standing(asked)
        if e.data["decision"] not in taken
    )
    return Answered(replayed=replayed, levels=levels, gone=gone)


def _level(event: Event, replayed: Replayed) -> Level:
    """An answer to content that was redrafted since stands where it moved within tolerance."""
    same = event.data["brief"] == replayed.now.brief
    return Level.RECORDED if same else Level.TRANSFERRED


def _standing(asked: AskedOnce) -> list[Event]:
    """Answers that ended, because they were taken back or their facts moved, caught nothing."""
    ended = {e.data["decision"] for e in asked.outside if e.type == "gate.answer_ended"}
    return [event for event in asked.decided if event.data["decision"] not in ended]


def _moved(asked: AskedOnce, given: Given) -> list[Event]:
    """Everything from outside, as long after the opening as it came; not who was asked later."""
    by = given.opened_at - asked.opened.at
    slate = {holder for holder, _, _ in asked.seated}
    added = {e.data["seat"] for e in asked.outside if e.type == "gate.seat_added"}
    return [
        replace(event, at=event.at + by)
        for event in asked.outside
        if event.type != "gate.decided" or event.data["seat"] in slate | added
    ]


def _by_name(asked: AskedOnce, replayed: Replayed) -> list[Event]:
    """Who answered because they were asked by name answers as long after they are asked now."""
    asked_now = _asked_by_name(replayed.events)
    asked_then = _asked_by_name(asked.by_name)
    return [
        replace(event, at=asked_now[seat] + (event.at - asked_then[seat]))
        for event in asked.decided
        if (seat := event.data["seat"]) in asked_then and seat in asked_now
    ]


def _asked_by_name(events: tuple[Event, ...]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for event in events:
        if event.type == "gate.asked" and event.data["asked"] is not None:
            found.setdefault(event.data["asked"], event.at)
    return found


def _wanted(asked: AskedOnce, replayed: Replayed, given: Given, usual: Usual) -> Event | None:
    """Where it stays open although the record closed it: somebody never asked, who lets it pass."""
    now = replayed.now
    if now.closed_at is not None or asked.closed is None or asked.outcome == "withdrawn":
        return None
    first = next((chair.holder for chair in now.chairs if chair.holder in now.silent), None)
    if first is None:
        return None
    last = max((e.at for e in asked.decided), default=asked.opened.at)
    shifted = last + (given.opened_at - asked.opened.at)
    at = max(given.opened_at + usual.get(asked.gate, LATENCY), shifted)
    choice = asked.choice or next((a.choice for a in now.answers if a.choice), None)
    data = {
        "request": asked.id,
        "decision": f"nobody:{first}",
        "by": first,
        "seat": first,
        "verb": _passing(now.content.changed, choice).value,
        "choice": choice,
        "brief": now.brief,
    }
    return Event(at=at, type="gate.decided", data=data)


def _refused(event: Event) -> Event:
    """The other way an answer nobody knows can go."""
    return replace(event, data=event.data | {"verb": Verb.REJECT.value, "choice": None})


def _passing(changed: frozenset[str], choice: str | None) -> Verb:
    return Verb.APPROVE_WITH_CHANGES if choice in changed else Verb.APPROVE


def _gone(asked: AskedOnce, replayed: Replayed, event: Event, *, hands_on: bool) -> Gone:
    """Whether it had said anything other than what stands without it."""
    now, data = replayed.now, event.data
    approved = Verb(data["verb"]) in APPROVING and data["verb"] != Verb.APPROVE_WITH_CHANGES
    same = data["choice"] in {None, now.choice} or now.choice is None
    lost = Lost.SAVED_TOUCH if approved and same else Lost.LOST_CORRECTION
    return Gone(
        request=asked.id,
        gate=asked.gate,
        by=data["by"],
        verb=data["verb"],
        choice=data["choice"],
        reason=data.get("reason", ""),
        brief=data["brief"],
        lost=Lost.PASSED_ON if hands_on else lost,
        stake_eur=abs(now.content.stake.amount_eur),
        waited=event.at - asked.opened.at,
    )
