"""What decisions stand on: premises that are watched, kept with the answer that signed them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gates.deciding import Decision
from gates.premises import Premise
from gates.rules import Outcome
from store import conditions
from store.answering import Locked
from store.driver import driver
from store.tables.standing import PremiseRow

_PREMISES = TypeAdapter(Premise)
WATCH = """
    insert into premise (company_id, request_id, key, content, state)
    values (%s, %s, %s, %s, 'stands')
    on conflict (request_id, key) do update
    set content = excluded.content, state = 'stands', ended_at = null
    where premise.state <> 'stands'
"""


def keep_signed(
    session: Session, request: Locked, decision: Decision, outcome: Outcome | None
) -> None:
    """With a decision: the condition it gives, and once approved what the choice rests on."""
    if decision.condition is not None:
        conditions.add(session, request, decision.decision_id, decision.condition)
    keep_settled(session, request, decision.choice, outcome)


def keep_settled(
    session: Session, request: Locked, choice: str | None, outcome: Outcome | None
) -> None:
    """What the choice rests on, once it is approved."""
    if outcome is Outcome.APPROVED:
        settled = request.brief.settles_on(choice)
        keep_premises(session, request.company_id, request.id, request.brief.premises_of(settled))


def keep_premises(
    session: Session, company_id: int, request_id: UUID, premises: Sequence[Premise]
) -> None:
    """Watch these premises of a decision. The same again changes nothing.

    One that had ended, as by a decision taken back, is watched anew: it was signed again.
    """
    for premise in premises:
        content = Jsonb(_PREMISES.dump_python(premise, mode="json"))
        driver(session).execute(WATCH, [company_id, request_id, premise.key, content])


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
