"""The decision page: everything drawn from the frozen brief, the seats and the viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from api import formats
from api.views import words
from api.views.answers import AnswersView, answers_view
from api.views.delay import DelayView, delay_view
from api.views.effects import EffectsView, effects_of
from api.views.options import OptionsView, Show, options_view
from api.views.seats import Seat, SeatsView, seats_view
from api.views.silent import why_silent
from api.views.speaking import (
    acts_for,
    chosen_voice,
    voice_links,
    voices,
    with_stand_ins,
)
from api.views.standing import NOTHING, StandingView
from api.views.waited import Chased
from gates.brief import Brief, Evidence, Section
from gates.delegating import Delegation
from gates.gate import Gate
from gates.moved import Moved
from gates.tiers import Assurance


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A reply that decided nothing: whose, in which words, and why not."""

    by: str
    at: datetime
    text: str
    why: str
    sure: bool
    """Whether our mail server vouches for its sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """One request as it is stored, with what stands around its brief."""

    request_id: str
    gate: Gate
    brief: Brief
    brief_sha256: str
    opened_at: datetime
    due_at: datetime
    cycle: str
    seats: tuple[Seat, ...]
    outcome: str | None = None
    """How it closed; None while it waits."""
    chases: tuple[Chased, ...] = ()
    """What is planned while it waits, and what of it happened."""
    notes: tuple[Note, ...] = ()
    """What came by mail and decided nothing."""
    delegations: tuple[Delegation, ...] = ()
    """By its seats' holders, not taken back; which count now is for the gates to say."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of those they were given to, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    key: str
    name: str
    role: str
    zone: ZoneInfo
    now: datetime
    assurance: Assurance = Assurance.SESSION


@dataclass(frozen=True, slots=True, kw_only=True)
class PickView:
    name: str
    summary: str
    because: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why the last answer wasn't taken, and what moved since it was shown."""

    message: str
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The page is of a moment that is over: what somebody was shown when they answered."""

    who: str
    at: datetime
    said: str
    now_href: str
    """Where the request stands today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    path: str
    title: str
    cycle: str
    tier: str
    question: str
    why_rule: str
    why_observed: str
    why_threshold: str
    why_at: datetime
    pick: PickView | None
    stake_headline: str
    stake_detail: str
    due_at: datetime
    due_left: str
    due_is_near: bool
    silence_headline: str
    silence_detail: str
    closed_as: str
    options: OptionsView | None
    evidence: tuple[Evidence, ...]
    sections: tuple[Section, ...]
    effects: EffectsView
    effects_instead: tuple[EffectsView, ...]
    seats: SeatsView
    answers: AnswersView
    delay: DelayView
    notes: tuple[Note, ...]
    held_minutes: int
    confirms_identity: bool
    """An answer asks the viewer to confirm that it is they."""
    brief_sha256: str
    standing: StandingView = NOTHING
    refused: Refused | None = None
    past: Past | None = None


def decision_view(
    facts: RequestFacts,
    viewer: Viewer,
    *,
    standing: StandingView = NOTHING,
    show: Show = Show.VALUE,
    refused: Refused | None = None,
    seat: str = "",
) -> DecisionView:
    brief, gate = facts.brief, facts.gate
    path = f"/requests/{facts.request_id}"
    due = facts.due_at.astimezone(viewer.zone)
    effects, *instead = _sets_off(facts)
    return DecisionView(
        path=path,
        title=gate.title,
        cycle=facts.cycle,
        tier=words.TIERS[gate.tier],
        question=brief.question,
        why_rule=brief.why_now.rule,
        why_observed=brief.why_now.observed,
        why_threshold=brief.why_now.threshold,
        why_at=brief.why_now.at.astimezone(viewer.zone),
        pick=_pick(brief),
        stake_headline=brief.stake.headline,
        stake_detail=brief.stake.detail,
        due_at=due,
        due_left="" if facts.outcome else formats.left(due, viewer.now),
        due_is_near=due - viewer.now < NEAR,
        silence_headline=brief.silence.headline,
        silence_detail=brief.silence.detail,
        closed_as=facts.outcome or "",
        options=options_view(brief, show),
        evidence=tuple(_local(item, viewer.zone) for item in brief.evidence),
        sections=brief.sections,
        effects=effects,
        effects_instead=tuple(instead),
        seats=_seats(facts, viewer),
        answers=_answers(facts, viewer, path, seat),
        delay=_delay(facts, viewer),
        notes=tuple(replace(one, at=one.at.astimezone(viewer.zone)) for one in facts.notes),
        held_minutes=int(gate.undo_window.total_seconds() // 60),
        confirms_identity=viewer.assurance < gate.policy.least,
        brief_sha256=facts.brief_sha256,
        standing=standing,
        refused=refused,
    )


def _sets_off(facts: RequestFacts) -> tuple[EffectsView, ...]:
    """What the first answer does, the recommended one where there is one; then the others."""
    brief = facts.brief
    if not facts.gate.needs_choice:
        return (effects_of(brief, None),)
    choices = [option.key for option in brief.options]
    first = brief.pick.option if brief.pick else next(iter(choices), None)
    return (effects_of(brief, first), *(effects_of(brief, key) for key in choices if key != first))


def _delay(facts: RequestFacts, viewer: Viewer) -> DelayView:
    return delay_view(
        facts.gate,
        facts.brief,
        facts.chases,
        due_at=facts.due_at,
        now=viewer.now,
        zone=viewer.zone,
    )


def _seats(facts: RequestFacts, viewer: Viewer) -> SeatsView:
    seats = local_seats(with_stand_ins(facts, viewer), viewer.zone)
    return seats_view(facts.gate, facts.brief, seats, viewer.key)


def _answers(facts: RequestFacts, viewer: Viewer, path: str, seat: str) -> AnswersView:
    """`seat` says for whom, where the viewer may answer for more than one."""
    found = voices(facts, viewer)
    voice = chosen_voice(found, seat)
    answers = answers_view(
        facts.gate,
        facts.brief,
        path=path,
        sha256=facts.brief_sha256,
        seat=voice.key if voice else "",
        why_not=why_silent(facts, viewer),
    )
    if voice is None:
        return answers
    links = voice_links(path, found, voice)
    return replace(answers, acts_for=acts_for([voice]), voices=links)


NEAR = timedelta(hours=48)


def local_seats(seats: Sequence[Seat], zone: ZoneInfo) -> tuple[Seat, ...]:
    return tuple(
        replace(seat, decision=replace(seat.decision, at=seat.decision.at.astimezone(zone)))
        if seat.decision
        else seat
        for seat in seats
    )


def _local(item: Evidence, zone: ZoneInfo) -> Evidence:
    return replace(item, at=item.at.astimezone(zone)) if item.at else item


def _pick(brief: Brief) -> PickView | None:
    if brief.pick is None:
        return None
    option = brief.option(brief.pick.option)
    return PickView(
        name=option.name,
        summary=option.summary,
        because=brief.pick.because,
        doubts=brief.pick.doubts,
    )
