"""The decision page: everything drawn from the frozen brief, the seats and the viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from api import formats
from api.tongue import say
from api.views import words
from api.views.answers import AnswersView, answers_view
from api.views.beside import BesideView, beside_of
from api.views.brief_versions import VersionsView
from api.views.causes import CausesView, causes_view
from api.views.delay import DelayView, delay_view
from api.views.effects import EffectsView, effects_of
from api.views.moves import Around, moves_of
from api.views.now import NowView, Stand, now_view
from api.views.options import OptionsView, Show, options_view
from api.views.seats import Seat, SeatsView, seats_view
from api.views.silent import why_silent
from api.views.since import AfterView, Since
from api.views.speaking import (
    acts_for,
    chosen_voice,
    voice_links,
    voices,
    with_stand_ins,
)
from api.views.standing import NOTHING, StandingView
from api.views.waited import Chased
from gates.brief import Brief, Evidence, Pick, Section, Silence, Stake, WhyNow
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


NOTHING_AROUND = Around()


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
    around: Around = NOTHING_AROUND
    chases: tuple[Chased, ...] = ()
    """What is planned while it waits, and what of it happened."""
    notes: tuple[Note, ...] = ()
    """What came by mail and decided nothing."""
    delegations: tuple[Delegation, ...] = ()
    """By its seats' holders, not taken back; which count now is for the gates to say."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of those they were given to, by key."""

    @property
    def path(self) -> str:
        return f"/requests/{self.request_id}"


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
    why: WhyNow
    pick: PickView | None
    stake: Stake
    due_at: datetime
    due_left: str
    due_is_near: bool
    silence: Silence
    closed_as: str
    causes: CausesView | None
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
    beside: BesideView
    brief_sha256: str
    now: NowView | None = None
    """What happened since; where a page is kept up to date."""
    since: Since | None = None
    """What moved since the viewer looked on another day."""
    after: AfterView | None = None
    versions: VersionsView | None = None
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
    preferred: str | None = None,
) -> DecisionView:
    """`preferred` is the option the viewer has just changed."""
    brief, gate = facts.brief, facts.gate
    due = facts.due_at.astimezone(viewer.zone)
    effects, instead = _effects(facts, preferred)
    return DecisionView(
        path=facts.path,
        title=say(gate.title),
        cycle=facts.cycle,
        tier=words.TIERS[gate.tier],
        question=brief.question,
        why=replace(brief.why_now, at=brief.why_now.at.astimezone(viewer.zone)),
        pick=_pick(brief),
        stake=brief.stake,
        due_at=due,
        due_left="" if facts.outcome else formats.left(due, viewer.now),
        due_is_near=formats.is_near(due, viewer.now),
        silence=brief.silence,
        closed_as=facts.outcome or "",
        causes=causes_view(brief.causes),
        options=options_view(brief, show),
        evidence=tuple(_local(item, viewer.zone) for item in brief.evidence),
        sections=brief.sections,
        effects=effects,
        effects_instead=instead,
        seats=_seats(facts, viewer),
        answers=_answers(facts, viewer, seat, preferred),
        delay=_delay(facts, viewer),
        notes=tuple(replace(one, at=one.at.astimezone(viewer.zone)) for one in facts.notes),
        held_minutes=gate.undo_minutes,
        confirms_identity=viewer.assurance < gate.policy.least,
        beside=beside_of(facts, viewer),
        brief_sha256=facts.brief_sha256,
        standing=standing,
        refused=refused,
    )


def now_of(facts: RequestFacts, viewer: Viewer, drawn: str = "") -> NowView:
    """`drawn`: how it stood on a page that is being brought up to date."""
    stand = Stand(
        path=f"/requests/{facts.request_id}",
        brief_sha256=facts.brief_sha256,
        seats=facts.seats,
        outcome=facts.outcome,
        claim=facts.around.claim if facts.outcome is None else None,
        looking=facts.around.looking,
    )
    return now_view(stand, drawn, viewer.now)


def _delay(facts: RequestFacts, viewer: Viewer) -> DelayView:
    return delay_view(
        facts.gate,
        facts.brief,
        facts.chases,
        due_at=facts.due_at,
        now=viewer.now,
        zone=viewer.zone,
    )


def _effects(
    facts: RequestFacts, preferred: str | None
) -> tuple[EffectsView, tuple[EffectsView, ...]]:
    """Of what is offered first, and of every other choice."""
    brief = facts.brief
    if not facts.gate.needs_choice:
        return effects_of(brief, None), ()
    choices = [option.key for option in brief.options]
    pick = brief.pick.option if brief.pick else None
    first = next((key for key in (preferred, pick, *choices) if key in choices), None)
    return effects_of(brief, first), tuple(effects_of(brief, k) for k in choices if k != first)


def _seats(facts: RequestFacts, viewer: Viewer) -> SeatsView:
    seats = local_seats(with_stand_ins(facts, viewer), viewer.zone)
    return seats_view(facts.gate, facts.brief, seats, viewer.key)


def _answers(facts: RequestFacts, viewer: Viewer, seat: str, preferred: str | None) -> AnswersView:
    """`seat` says for whom, where the viewer may answer for more than one."""
    found = voices(facts, viewer)
    voice = chosen_voice(found, seat)
    answers = answers_view(
        facts.gate,
        _offering_first(facts.brief, preferred),
        path=facts.path,
        sha256=facts.brief_sha256,
        seat=voice.key if voice else "",
        why_not=why_silent(facts, viewer),
    )
    answers = replace(answers, moves=moves_of(facts, viewer))
    if voice is None:
        return answers
    links = voice_links(facts.path, found, voice)
    return replace(answers, acts_for=acts_for([voice]), voices=links)


def _offering_first(brief: Brief, preferred: str | None) -> Brief:
    """For the answers only: what the viewer has just changed comes first."""
    if preferred not in brief.changed or preferred is None:
        return brief
    return replace(brief, pick=Pick(option=preferred, because=(), doubts=()))


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
