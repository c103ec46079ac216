"""The invariants I1–I17 as code: what must hold after every failure, whatever the failure was.

Most are questions to our tables, asked by `store/proving.py` in production too. Some need what
the world outside saw: receipts people were given, letters their mail server took. Three are no
property of rows at all; `shown_by` names the tests that show those.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from langchain_core.runnables import RunnableConfig
from sqlalchemy import text
from sqlalchemy.orm import Session

from gates.deciding import votes_of
from gates.rules import Outcome, outcome
from graphs.pausing import GATE
from mail.letter import message_id
from runtime.office import Office
from store import answering, proving
from store.cases import unseen_cases
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow

MAIL_DOMAIN = "sopwith.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the world outside saw of one company, and when it looked."""

    at: datetime
    acknowledged: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """Decision id to what its receipt said: verb and the digest of the brief."""
    received: Sequence[str] = ()
    """Message-IDs a mail server took, repeats among them."""
    paused_at: frozenset[tuple[str, str]] = frozenset()
    """Case and key of every gate at which a graph stands."""


Check = Callable[[Session, int, Seen], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    says: str
    always: tuple[Check, ...] = ()
    """Hold at every moment, also between a kill and the next start."""
    rested: tuple[Check, ...] = ()
    """Hold once everything that was due has been done."""
    shown_by: tuple[str, ...] = ()
    """Tests that show what is no question of rows."""


def broken(session: Session, company_id: int, seen: Seen, *, at_rest: bool) -> dict[str, list[str]]:
    """Number of every invariant that doesn't hold, with what stands against it."""
    found: dict[str, list[str]] = {}
    for number, invariant in INVARIANTS.items():
        checks = invariant.always + (invariant.rested if at_rest else ())
        if against := [str(one) for check in checks for one in check(session, company_id, seen)]:
            found[number] = against
    return found


def paused_at(office: Office, case_id: str, kind: str = "cycle") -> frozenset[tuple[str, str]]:
    """The gates at which this case's graph stands, which its place says too where it says any."""
    where: RunnableConfig = {"configurable": {"thread_id": case_id}}
    look = office.graphs.look_at(kind, where)
    assert office.graphs.rest_of(where) in (None, look.interrupts)
    values = [str(pause.value) for pause in look.interrupts]
    return frozenset(
        (case_id, value.removeprefix(GATE)) for value in values if value.startswith(GATE)
    )


def _proved(promise: str) -> Check:
    """A promise of `store/proving.py`."""
    check = proving.CHECKS[promise]
    return lambda session, company_id, _seen: check(session, company_id)


def _lost(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Receipts whose decision isn't there, or isn't what the receipt said."""
    kept = {
        row.id: (row.verb, row.brief_sha256)
        for row in session.query(DecisionRow).filter_by(company_id=company_id)
    }
    return [str(id_) for id_, said in seen.acknowledged.items() if kept.get(id_) != said]


def _badly_closed(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Requests that are open though their rule is met, closed though it isn't, or otherwise.

    The rule is applied again to the decisions in the order of the ledger, one by one: a decision
    after the one that closed the request is an offender as well.
    """
    order = _order(session, company_id)
    found = []
    for request in session.query(RequestRow).filter_by(company_id=company_id):
        if request.outcome == Outcome.WITHDRAWN.value:
            continue
        locked = answering.lock(session, request.id)
        assert locked is not None
        made = sorted(locked.decisions, key=lambda one: order.get(one.decision_id, 0))
        votes = votes_of(made)
        closings = [
            outcome(request.ruled, seats=locked.chairs, votes=votes[: n + 1])
            for n in range(len(votes))
        ]
        where = f"{request.key} of {request.case_id}"
        if (closings[-1] if closings else None) != request.outcome:
            found.append(f"{where} is {request.outcome}, not {closings}")
        if any(closings[:-1]):
            found.append(f"{where} was decided after it was closed: {closings}")
    return found


def _order(session: Session, company_id: int) -> dict[UUID, int]:
    told = session.execute(
        text(
            proving.LEDGER
            + "select cast(facts->>'decision' as uuid), seq from told where kind = 'decided'"
        ),
        {"company": company_id},
    )
    return {row[0]: row[1] for row in told}


def _unqueued(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Cases that were rung, with no job that will look: ring and job weren't one transaction."""
    queued = session.scalars(
        text(
            "select args->>'case_id' from procrastinate_jobs where task_name = 'advance'"
            " and status in ('todo', 'doing') and cast(args->>'company_id' as int) = :company"
        ),
        {"company": company_id},
    ).all()
    return [
        id_ for id_, owner in unseen_cases(session) if owner == company_id and id_ not in queued
    ]


def _left_unlooked(session: Session, company_id: int, seen: Seen) -> list[str]:
    return [case_id for case_id, owner in unseen_cases(session) if owner == company_id]


def _stuck(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Effects that are due and have not been brought to an end."""
    rows = session.execute(
        text(
            "select e.key from effect e left join request r on r.id = e.request_id"
            " where e.company_id = :company and (e.state = 'sending' or"
            " e.state in ('held', 'unknown') and e.held_until <= :at"
            " and (r.id is null or r.outcome in ('approved', 'answered')))"
        ),
        {"company": company_id, "at": seen.at},
    )
    return [row.key for row in rows]


def _foreign_keys(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Letters taken under a key that no effect has."""
    known = {message_id(row.key, MAIL_DOMAIN) for row in _effects(session, company_id)}
    return sorted(set(seen.received) - known)


def _never_arrived(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Effects said to be sent that no mail server took."""
    return [
        row.key
        for row in _effects(session, company_id)
        if row.state == "sent" and message_id(row.key, MAIL_DOMAIN) not in seen.received
    ]


def _arrived_unapproved(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Letters a mail server took though their gate stands open or refused."""
    found = []
    for row in _effects(session, company_id):
        if row.request_id is None or message_id(row.key, MAIL_DOMAIN) not in seen.received:
            continue
        if session.get_one(RequestRow, row.request_id).outcome not in {"approved", "answered"}:
            found.append(row.key)
    return found


def _effects(session: Session, company_id: int) -> list[EffectRow]:
    return session.query(EffectRow).filter_by(company_id=company_id).all()


def _unreachable(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Gates at which a graph stands and for which nobody was ever asked."""
    asked = {
        (row.case_id, row.key) for row in session.query(RequestRow).filter_by(company_id=company_id)
    }
    return [f"{case_id} at {key}" for case_id, key in sorted(seen.paused_at - asked)]


def _passed_unnoticed(session: Session, company_id: int, seen: Seen) -> list[str]:
    """Gates that are closed and at which a graph still stands."""
    return [
        f"{case_id} at {key}"
        for case_id, key in sorted(seen.paused_at)
        if session.query(RequestRow)
        .filter(RequestRow.case_id == case_id, RequestRow.key == key)
        .filter(RequestRow.closed_at.is_not(None))
        .count()
    ]


def _failed(session: Session, company_id: int, seen: Seen) -> list[str]:
    rows = session.query(CaseRow).filter_by(company_id=company_id, state="failed")
    return [f"{row.id}: {row.problem}" for row in rows]


INVARIANTS: Mapping[str, Invariant] = {
    "I1": Invariant(says="No acknowledged decision is lost", always=(_lost,)),
    "I2": Invariant(
        says="A decision applies at most once",
        always=(
            _proved("A seat decides once"),
            _proved("Nobody filled two seats of a request"),
            _badly_closed,
        ),
    ),
    "I3": Invariant(
        says="Bound to what was seen",
        always=(
            _proved("A decision is bound to a brief that was shown"),
            _proved("A brief still has the bytes that were signed"),
            _proved("What was chosen is what a person chose"),
            _proved("A locked plan was approved"),
            _proved("Every event of a case says under which rules it happened"),
        ),
    ),
    "I4": Invariant(
        says="No effect before approval, in the order of the ledger",
        always=(
            _proved("No effect left before its gate was decided"),
            _proved("No letter that left was written before its gate was decided"),
            _proved("No effect left while its decision was looked at again"),
            _arrived_unapproved,
        ),
    ),
    "I5": Invariant(
        says="Verdict, state, job and ledger entry in one transaction",
        always=(
            _proved("No decision is missing from the ledger"),
            _proved("The ledger tells of no decision that isn't there"),
            _proved("A closed request was decided or withdrawn"),
            _unqueued,
        ),
    ),
    "I6": Invariant(
        says="Every approved effect is attempted; nothing stays under way for ever",
        rested=(_stuck, _left_unlooked, _failed),
    ),
    "I7": Invariant(
        says="Repeats carry the same key",
        always=(_proved("No effect was made twice"), _foreign_keys),
        rested=(_never_arrived,),
    ),
    "I8": Invariant(
        says="Refused, expired or withdrawn never executes by any route",
        always=(_arrived_unapproved, _proved("A locked plan was approved")),
        shown_by=("tests/failure/test_refused.py::test_no_road_leads_round_a_refusal",),
    ),
    "I9": Invariant(
        says="A stale approval is refused",
        always=(_proved("What was approved is what stands"),),
        shown_by=("tests/failure/test_stale_content.py::test_no_decision_meets_unseen_content",),
    ),
    "I10": Invariant(
        says="Separation of duties",
        always=(
            _proved("Whoever wrote it didn't decide it"),
            _proved("Who acted for another was allowed to"),
            _proved("Nobody filled two seats of a request"),
        ),
    ),
    "I11": Invariant(
        says="An agent is never an approver",
        always=(_proved("Only people decide, each in their own name"),),
        shown_by=("tests/gates/test_deciding.py::test_refused",),
    ),
    "I12": Invariant(
        says="The ledger is gap-free and chained", always=(_proved("The ledger is whole"),)
    ),
    "I13": Invariant(
        says="Time never reorders",
        always=(
            _proved("Nobody decides what wasn't asked"),
            _proved("A condition that lapsed had its time"),
            _proved("Nobody is asked twice in another's place"),
        ),
        shown_by=("tests/failure/test_clock_jumps.py::test_once_whatever_the_clock_does",),
    ),
    "I14": Invariant(
        says="Fails closed",
        shown_by=("tests/failure/test_fails_closed.py::test_a_full_disk_decides_nothing",),
    ),
    "I15": Invariant(
        says="Companies are apart",
        shown_by=("tests/api/test_reading.py::test_another_company_finds_nothing",),
    ),
    "I16": Invariant(
        says="A gate opened by one version is decidable by the next",
        shown_by=("tests/failure/test_kept_databases.py::test_what_waited_is_decided",),
    ),
    "I17": Invariant(
        says="Every paused gate is reachable",
        always=(_proved("A waiting request has somebody who may answer"), _unreachable),
        rested=(_proved("A waiting case waits for something that will come"), _passed_unnoticed),
    ),
}
