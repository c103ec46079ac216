"""What a cycle has decided last: the matter a change can bear on, and how its facts stand now."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.evidence import Evidence
from gates.facts import FactKind, judge
from gates.gate import Gate
from gates.observing import observe
from gates.premises import Checked, Premise
from graphs.case_state import CaseState
from graphs.choosing import fallen_back
from planning import written
from planning.company import Company
from planning.directory import read_company
from store import asked_requests, cycles, looks, plans, sightings, standing
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow

LAST_FIRST = (EXECUTIVE_LOCK, TRADE_OFF, REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The last decided gate of a round. `base` is where it was last settled, with its brief."""

    gate: Gate
    request: RequestRow
    base: RequestRow
    brief: Brief
    choice: str | None
    """The option that counts, where one was chosen."""


def cycle_state(session: Session, cycle: CycleRow) -> CaseState:
    """The cycle's own case, as its nodes know it."""
    return {
        "company_id": cycle.company_id,
        "case_id": cycles.cycle_case(cycle.id),
        "subject_id": cycle.id,
        "round": plans.latest_round(session, cycle.id),
    }


def decided_last(session: Session, state: CaseState) -> Decided | None:
    """None where nothing stands: nothing is decided, or it was sent back or fell."""
    for gate in LAST_FIRST:
        key = f"{gate.name}/{state['round']}"
        request = asked_requests.find_request(session, state["case_id"], key)
        if request is None or request.closed_at is None:
            continue
        if request.outcome not in looks.STOOD or looks.has_fallen(session, request.id):
            return None
        return of_request(session, state, request)
    return None


def of_request(session: Session, state: CaseState, request: RequestRow) -> Decided:
    base = looks.in_force(session, request)
    brief = asked_requests.brief_now(session, base)
    choice = brief.settles_on(base.choice)
    if request.gate == EXECUTIVE_LOCK.name and base.id == request.id:
        choice = fallen_back(session, state) or choice
    return Decided(gate=request.ruled, request=request, base=base, brief=brief, choice=choice)


def check_premises(session: Session, state: CaseState, base: RequestRow) -> tuple[Checked, ...]:
    """The premises that are watched for a decision, as they stand now."""
    company = read_company(cycles.company_files(session, state["company_id"]))
    return tuple(
        check(session, state["subject_id"], company, standing.premise_of(row))
        for row in standing.premise_rows(session, base.id)
        if row.state == "stands"
    )


def check(session: Session, cycle_id: int, company: Company, premise: Premise) -> Checked:
    """How one premise stands, and from which file or message that is known."""
    predicate = premise.predicate
    if predicate.fact is FactKind.PROVEN:
        sighting = sightings.of_action(session, cycle_id, predicate.code)
        seen = sighting.evidence if sighting is not None else None
    else:
        seen = observe(predicate, company)
    found = judge(predicate, seen)
    return Checked(
        premise=premise,
        standing=found.standing,
        now=_in_words(premise, company, seen),
        why=found.why,
        where=seen.source if seen is not None else "",
    )


def _in_words(premise: Premise, company: Company, seen: Evidence | None) -> str:
    if seen is None:
        return premise.was
    if seen.quantity is None:
        return "none"
    fact = premise.predicate.fact
    if fact in {FactKind.LEAD_TIME, FactKind.EXPEDITE_TIME}:
        return written.counted(int(seen.quantity), "week")
    units = {part.code: part.unit for part in company.components}
    unit = units.get(premise.predicate.code, "") if fact is FactKind.AVAILABLE else ""
    amount = f"{written.number(seen.quantity)} {unit}".strip()
    return f"{amount} by {written.day(seen.by)}" if seen.by and not unit else amount
