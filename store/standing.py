"""What decisions stand on: their premises and conditions, and what looks at them again."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.conditions import Condition, ConditionState, Sighting
from gates.deciding import Decision
from gates.evidence import plain_evidence
from gates.premises import Premise
from gates.rules import Outcome
from store.answering import Locked
from store.tables.gates import DecisionRow, RequestRow
from store.tables.standing import ConditionRow, PremiseRow

_CONDITIONS = TypeAdapter(Condition)
_PREMISES = TypeAdapter(Premise)
FELL = (Outcome.RETURNED.value, Outcome.REJECTED.value)
STOOD = (Outcome.APPROVED.value, Outcome.ANSWERED.value)


def keep_signed(
    session: Session, request: Locked, decision: Decision, outcome: Outcome | None
) -> None:
    """With a decision: the condition it gives, and once approved what the choice rests on."""
    if decision.condition is not None:
        session.add(
            ConditionRow(
                company_id=request.company_id,
                decision_id=decision.decision_id,
                request_id=request.id,
                content=plain_condition(decision.condition),
                until=decision.condition.until,
                state=ConditionState.WATCHED.value,
            )
        )
        session.flush()
    if outcome is Outcome.APPROVED:
        choice = request.brief.settles_on(decision.choice)
        keep_premises(session, request.company_id, request.id, request.brief.premises_of(choice))


def keep_premises(
    session: Session, company_id: int, request_id: UUID, premises: Sequence[Premise]
) -> None:
    """Watch these premises of a decision. The same again changes nothing."""
    for premise in premises:
        session.execute(
            insert(PremiseRow)
            .values(
                company_id=company_id,
                request_id=request_id,
                key=premise.key,
                content=_PREMISES.dump_python(premise, mode="json"),
                state="stands",
            )
            .on_conflict_do_nothing()
        )


def premise_rows(session: Session, request_id: UUID) -> Sequence[PremiseRow]:
    return session.scalars(
        select(PremiseRow).where(PremiseRow.request_id == request_id).order_by(PremiseRow.id)
    ).all()


def premise_of(row: PremiseRow) -> Premise:
    return _PREMISES.validate_python(row.content)


def end_premises(session: Session, request_id: UUID, *, at: datetime) -> None:
    """What stood is no longer watched: something takes its place, or the decision fell."""
    session.execute(
        update(PremiseRow)
        .where(PremiseRow.request_id == request_id, PremiseRow.state == "stands")
        .values(state="superseded", ended_at=at)
    )


def break_premise(row: PremiseRow, *, at: datetime) -> None:
    if row.state == "stands":
        row.state = "broken"
        row.ended_at = at


def condition_row(session: Session, request_id: UUID) -> ConditionRow | None:
    """The condition of the answer that stands in a request."""
    return session.scalar(
        select(ConditionRow)
        .join(DecisionRow, DecisionRow.id == ConditionRow.decision_id)
        .where(ConditionRow.request_id == request_id, DecisionRow.ended_at.is_(None))
    )


def condition_of(row: ConditionRow) -> Condition:
    return _CONDITIONS.validate_python(row.content)


def plain_condition(condition: Condition) -> dict[str, Json]:
    return cast("dict[str, Json]", _CONDITIONS.dump_python(condition, mode="json"))


def end_condition(
    row: ConditionRow, state: ConditionState, *, sighting: Sighting | None, at: datetime
) -> None:
    """It ends once, as met or as lapsed."""
    row.state = state.value
    row.settled_at = at
    if sighting is not None and state is ConditionState.MET:
        row.evidence = plain_evidence(sighting.evidence)


def looks_at(session: Session, request_id: UUID) -> Sequence[RequestRow]:
    """The requests that look at a decided one again, oldest first."""
    return session.scalars(
        select(RequestRow)
        .where(RequestRow.reopens == request_id)
        .order_by(RequestRow.opened_at, RequestRow.id)
    ).all()


def in_force(session: Session, request: RequestRow) -> RequestRow:
    """Where the matter was last settled: in the request, or where it was looked at again."""
    settled = [one for one in looks_at(session, request.id) if one.outcome in STOOD]
    return settled[-1] if settled else request


def is_suspended(session: Session, request_id: UUID) -> bool:
    """Whether a decision is being looked at again or has fallen: nothing of it leaves."""
    pending = RequestRow.closed_at.is_(None)
    found = select(RequestRow.id).where(
        RequestRow.reopens == request_id, or_(pending, RequestRow.outcome.in_(FELL))
    )
    return session.scalar(found.limit(1)) is not None


def has_fallen(session: Session, request_id: UUID) -> bool:
    found = select(RequestRow.id).where(
        RequestRow.reopens == request_id, RequestRow.outcome.in_(FELL)
    )
    return session.scalar(found.limit(1)) is not None


def is_looked_at(session: Session, request_id: UUID) -> bool:
    """Whether an open request looks at it again."""
    found = select(RequestRow.id).where(
        and_(RequestRow.reopens == request_id, RequestRow.closed_at.is_(None))
    )
    return session.scalar(found.limit(1)) is not None
