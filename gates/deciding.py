"""`decide()` is the only maker of a decision, on every channel."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from gates import errors
from gates.authority import Purse
from gates.conditions import Condition, Terms, Wish, agree
from gates.delegating import Delegation, acting_for
from gates.gate import APPROVING, NEEDS_REASON, Gate, Verb
from gates.people import Actor, ActorKind, Role
from gates.rules import Vote, whose_turn
from gates.seating import Chair
from gates.tiers import Assurance
from planning import figures

REASON_MAX_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who took part in what is decided, and so can't decide it, by what they did."""

    authors: frozenset[str] = frozenset()
    submitters: frozenset[str] = frozenset()
    recommenders: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        return self.authors | self.submitters | self.recommenders


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What a person sent. The id is made by the client, so that sending twice is safe."""

    decision_id: UUID
    verb: Verb
    brief_sha256: str
    choice: str | None = None
    reason: str = ""
    seat: str | None = None
    """For whom, where that isn't the sender: the key of the seat's holder."""
    assurance: Assurance = Assurance.SESSION
    """How surely the sender is known. Never the sender's own word."""
    wish: Wish | None = None
    """What the approval depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    decision_id: UUID
    by: str
    seat: str
    """Whose seat was answered: the same person, or the one they acted for."""
    verb: Verb
    choice: str | None
    reason: str
    brief_sha256: str
    at: datetime
    amount_eur: Decimal = Decimal(0)
    """What an approval commits; it uses up the authority of the seat's holder."""
    delegation: int | None = None
    condition: Condition | None = None

    @property
    def vote(self) -> Vote:
        return Vote(seat=self.seat, verb=self.verb, choice=self.choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request as its decider finds it."""

    request: str
    closed: bool
    brief_sha256: str
    parties: Parties
    amounts: Mapping[str | None, Decimal]
    """By option, or by None where there is nothing to choose: what approving it commits."""
    seats: tuple[Chair, ...]
    roles: Mapping[str, Role]
    """Of the seats' holders."""
    decisions: tuple[Decision, ...] = ()
    """Those that stand."""
    delegations: tuple[Delegation, ...] = ()
    """Given by holders of its seats."""
    purse: Purse = field(default_factory=Purse)
    held_up: bool = False
    """What it rests on is being looked at again."""
    terms: Terms | None = None
    """What conditions its brief offers."""
    changed: frozenset[str] = frozenset()
    """Options that an approver changed: approving one is approving with changes."""

    @property
    def added(self) -> frozenset[str]:
        """Seats that somebody added to the slate. What they approve commits nothing more."""
        return frozenset(chair.holder for chair in self.seats if chair.added)

    @property
    def answered(self) -> frozenset[str]:
        """Seats that have their answer."""
        return frozenset(one.seat for one in self.decisions)


def decide(gate: Gate, *, waiting: Waiting, ballot: Ballot, by: Actor, at: datetime) -> Decision:
    """Make the decision, or refuse with the reason a person can act on.

    The order matters: who may speak comes before whether the matter is still open, so that a
    stranger learns nothing about it.
    """
    seat, delegation = may_answer(
        gate, waiting=waiting, seat=ballot.seat, brief_sha256=ballot.brief_sha256, by=by, at=at
    )
    _well_formed(gate, waiting, ballot)
    commits = ballot.verb in APPROVING and _spends(gate, waiting, seat)
    amount = waiting.amounts[ballot.choice] if commits else Decimal(0)
    _within_limits(gate, waiting, seat, delegation, amount)
    condition = _condition(gate, waiting, ballot, at)
    _sure_enough(gate, ballot)
    return Decision(
        decision_id=ballot.decision_id,
        by=by.key,
        seat=seat,
        verb=ballot.verb,
        choice=ballot.choice,
        reason=ballot.reason.strip(),
        brief_sha256=ballot.brief_sha256,
        at=at,
        amount_eur=amount,
        delegation=delegation.id if delegation else None,
        condition=condition,
    )


def _spends(gate: Gate, waiting: Waiting, seat: str) -> bool:
    """Whether an approval of this seat commits the money."""
    if seat in waiting.added:
        return False
    return not gate.accountable_commits or waiting.roles[seat] is gate.accountable


def may_answer(
    gate: Gate,
    *,
    waiting: Waiting,
    seat: str | None,
    brief_sha256: str,
    by: Actor,
    at: datetime,
) -> tuple[str, Delegation | None]:
    """The seat somebody may answer now, and by which delegation; or the refusal."""
    holder, delegation = _seat_for(gate, waiting, seat, by, at)
    _took_no_part(waiting.parties, {by.key, holder})
    _still_open(gate, waiting, brief_sha256, holder, by)
    return holder, delegation


def _condition(gate: Gate, waiting: Waiting, ballot: Ballot, at: datetime) -> Condition | None:
    if ballot.wish is None:
        return None
    offered = gate.takes_conditions and ballot.verb is Verb.APPROVE
    if not offered or waiting.terms is None:
        raise errors.ConditionNotOffered
    return agree(ballot.wish, waiting.terms, at=at)


def _seat_for(
    gate: Gate, waiting: Waiting, wanted: str | None, by: Actor, at: datetime
) -> tuple[str, Delegation | None]:
    """The seat that is answered: one's own first, else the one somebody lets one answer for."""
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    holders = {chair.holder for chair in waiting.seats}
    if by.key in holders and wanted in {None, by.key}:
        return by.key, None
    for_whom = acting_for(
        by.key, holders, waiting.delegations, gate=gate.name, request=waiting.request, at=at
    )
    if wanted is not None:
        for_whom = {seat: d for seat, d in for_whom.items() if seat == wanted}
    if not for_whom:
        raise errors.NotYourDecision
    left = [seat for seat in for_whom if seat not in waiting.answered] or list(for_whom)
    if len(left) > 1:
        raise errors.SayForWhom
    return left[0], for_whom[left[0]]


def _took_no_part(parties: Parties, people: set[str]) -> None:
    """Whoever answers, and whoever they answer for: neither made what is decided."""
    if people & parties.authors:
        raise errors.AuthorCannotDecide
    if people & parties.submitters:
        raise errors.SubmitterCannotDecide
    if people & parties.recommenders:
        raise errors.RecommenderCannotDecide


def _still_open(gate: Gate, waiting: Waiting, brief_sha256: str, seat: str, by: Actor) -> None:
    if seat in waiting.answered:
        raise errors.AlreadyDecided
    if waiting.closed:
        raise errors.RequestClosed
    if waiting.held_up:
        raise errors.LookedAtAgain
    if by.key in {one.by for one in waiting.decisions}:
        raise errors.OnePersonOneSeat
    if brief_sha256 != waiting.brief_sha256:
        raise errors.BriefMoved
    if seat not in whose_turn(gate, waiting.seats, votes_of(waiting.decisions)):
        raise errors.NotYourTurn


def _well_formed(gate: Gate, waiting: Waiting, ballot: Ballot) -> None:
    if ballot.verb not in gate.verbs:
        raise errors.VerbNotAllowed
    if ballot.verb in NEEDS_REASON and not ballot.reason.strip():
        raise errors.ReasonMissing
    if len(ballot.reason) > REASON_MAX_CHARS:
        raise errors.ReasonTooLong
    chooses = gate.needs_choice and ballot.verb in {*APPROVING, Verb.DISSENT}
    if chooses and (ballot.choice is None or ballot.choice not in waiting.amounts):
        raise errors.ChoiceMissing
    if not chooses and ballot.choice is not None:
        raise errors.VerbNotAllowed
    if ballot.verb in APPROVING and ballot.verb is not approving(ballot.choice, waiting.changed):
        raise errors.VerbNotAllowed


def approving(choice: str | None, changed: Collection[str]) -> Verb:
    """How an option is approved: as it was drafted, or with the changes somebody made to it."""
    return Verb.APPROVE_WITH_CHANGES if choice in changed else Verb.APPROVE


def _within_limits(
    gate: Gate, waiting: Waiting, seat: str, delegation: Delegation | None, amount: Decimal
) -> None:
    """The giver's authority, and the delegation's own limit; both over the whole cycle."""
    room = waiting.purse.room(seat, waiting.roles[seat], gate.name)
    if amount and room is not None and amount > room:
        left = f"{figures.eur(max(room, Decimal(0)))} of {seat}'s limit is left"
        raise errors.OverAuthority(f"It commits {figures.eur(amount)}; {left}.")
    if amount and delegation is not None and delegation.limit_eur is not None:
        left_eur = delegation.limit_eur - waiting.purse.used_under(delegation.id)
        if amount > left_eur:
            raise errors.OverDelegation(
                f"It commits {figures.eur(amount)}; {figures.eur(max(left_eur, Decimal(0)))}"
                " of the delegation is left."
            )


def _sure_enough(gate: Gate, ballot: Ballot) -> None:
    """Last, so that nobody proves who they are for an answer that can't be taken anyway."""
    if ballot.assurance >= gate.policy.least:
        return
    raise errors.MailMayNotDecide if ballot.assurance is Assurance.MAIL else errors.StepUpNeeded


def votes_of(decisions: Sequence[Decision]) -> tuple[Vote, ...]:
    """What the gate's rule sees of them, oldest first."""
    return tuple(one.vote for one in decisions)
