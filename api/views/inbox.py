"""The inbox: what waits for this person, ordered by what another day of waiting costs."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from api import formats
from api.tongue import Say, say
from api.views import words
from api.views.decision import RequestFacts, Viewer
from api.views.moves import sleeps_until
from api.views.now import looking_words
from api.views.saved import NO_VIEWS, SavedViews
from api.views.settled import Settled, settled
from api.views.speaking import acts_for, voices
from api.views.waited import expired_words
from gates.deciding import votes_of
from gates.delay import cost_per_day
from gates.gate import Verb
from gates.rules import progress
from gates.tiers import Tier


class Split(StrEnum):
    DECIDE = "decide"
    INPUTS = "inputs"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    DONE = "done"


class Order(StrEnum):
    COST = "cost"
    STAKE = "stake"
    OLDEST = "oldest"


SPLITS = {
    Split.DECIDE: Say("Decide"),
    Split.INPUTS: Say("Inputs I owe"),
    Split.WAITING: Say("Waiting on others"),
    Split.SNOOZED: Say("Snoozed"),
    Split.DONE: Say("Done"),
}
ORDER_SAYS = {
    Order.COST: Say("What another day costs: stake per day left"),
    Order.STAKE: Say("Largest stake first"),
    Order.OLDEST: Say("Asked first, shown first"),
}
ORDERS = {Order.COST: Say("Cost of delay"), Order.STAKE: Say("Stake"), Order.OLDEST: Say("Oldest")}


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    href: str
    question: str
    pick: str
    silence: str
    expired: str
    stake: Decimal
    stake_headline: str
    stake_detail: str
    opened_at: datetime
    due_at: datetime
    due_left: str
    near: bool
    seats: str
    tier: str
    against: str
    cost_per_day: Decimal
    cost_share: int
    """Percent of the dearest row in the list, for the bar."""
    outcome: str
    together: str
    """Its id, where several of its kind can be answered at once."""
    snoozed: str
    """Until when it was put aside; empty where it wasn't."""
    text: str
    """What the search looks in."""
    acts_for: str = ""
    """For whom the viewer may answer, where that isn't themselves."""
    settled: Settled | None = None
    taken: str = ""
    """Who has taken it on."""
    looking: str = ""
    """Who else has it open now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxGroup:
    title: str
    rows: tuple[InboxRow, ...]
    """Those of it that are drawn."""
    count: int
    stake: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLinks:
    """Which part of a long list this is, and the ways to its neighbours; empty where none is."""

    says: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLink:
    split: Split
    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address says; everything has a default, so `/inbox` alone is valid."""

    split: Split = Split.DECIDE
    order: Order = Order.COST
    query: str = ""
    tier: Tier | None = None
    page: int = 1
    drawn: datetime | None = None
    """When the list was drawn that is being brought up to date; None for a fresh one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxView:
    title: str
    filters: Filters
    splits: tuple[SplitLink, ...]
    orders: tuple[tuple[str, str, bool], ...]
    """Label, address and whether it is the present one."""
    groups: tuple[InboxGroup, ...]
    order_says: str
    tier: str
    """What of the stakes is filtered for, in words; empty for all."""
    shown: int
    hidden: int
    """Rows that the filter keeps away."""
    together: bool
    """Some of them can be answered at once."""
    next_up: str
    """What comes next, for an empty list."""
    live_href: str
    """Where the same list is brought up to date, holding back what is new."""
    fresh_href: str
    held: int
    """New ones that are held back, so that nothing moves under a reader."""
    meanwhile: tuple[str, ...]
    """What was closed since the list was drawn, and by whom."""
    saved: SavedViews = NO_VIEWS
    parts: PartLinks | None = None
    """Where the list is drawn in parts."""


def inbox_row(facts: RequestFacts, viewer: Viewer) -> InboxRow:
    brief, due = facts.brief, facts.due_at.astimezone(viewer.zone)
    return InboxRow(
        href=f"/requests/{facts.request_id}",
        question=brief.question,
        pick=brief.option(brief.pick.option).name if brief.pick else "",
        silence=brief.silence.headline,
        expired=expired_words(facts.chases),
        stake=brief.stake.amount_eur,
        stake_headline=brief.stake.headline,
        stake_detail=brief.stake.detail,
        opened_at=facts.opened_at,
        due_at=due,
        due_left=formats.left(due, viewer.now),
        near=formats.is_near(due, viewer.now),
        seats=_seats(facts, viewer),
        tier=words.TIERS[facts.gate.tier],
        against=_against(facts),
        cost_per_day=cost_per_day(brief.stake.amount_eur, due_at=due, now=viewer.now),
        cost_share=0,
        outcome=facts.outcome or "",
        together=facts.request_id if facts.gate.policy.together else "",
        snoozed=_snoozed(facts, viewer),
        text=" ".join(
            [brief.question, brief.subject, brief.stake.detail, *(s.name for s in facts.seats)]
        ),
        acts_for=acts_for(voices(facts, viewer)),
        settled=settled(facts, viewer),
        taken=_taken(facts, viewer),
        looking=looking_words(facts.around.looking) if facts.outcome is None else "",
    )


def _taken(facts: RequestFacts, viewer: Viewer) -> str:
    claim = facts.around.claim
    if claim is None or facts.outcome is not None:
        return ""
    return (
        say("You took this on")
        if claim.person == viewer.key
        else say("{claim} took this on", claim=claim.name)
    )


def _snoozed(facts: RequestFacts, viewer: Viewer) -> str:
    names = {seat.person: seat.name for seat in facts.seats}
    return sleeps_until(facts.around.snooze, names, viewer) if facts.around.snooze else ""


def _seats(facts: RequestFacts, viewer: Viewer) -> str:
    """How far it is, counted as its rule counts."""
    if len(facts.seats) == 1:
        mine = any(seat.person == viewer.key for seat in facts.seats)
        return say("Only you") if mine else say("Only {seats}", seats=facts.seats[0].name)
    votes = votes_of([seat.decision for seat in facts.seats if seat.decision])
    return progress(facts.gate, [seat.chair for seat in facts.seats], votes).words


def _against(facts: RequestFacts) -> str:
    objectors = [
        str(words.role(seat.role))
        for seat in facts.seats
        if seat.decision and seat.decision.verb is Verb.DISSENT
    ]
    return say("{objectors} dissents", objectors=", ".join(objectors)) if objectors else ""
