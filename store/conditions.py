"""Conditions: what an approval depends on, as it was signed, and how it ended."""

from datetime import datetime
from typing import cast
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.conditions import Condition, ConditionState, Sighting
from gates.evidence import plain_evidence
from store.answering import Locked
from store.driver import driver
from store.tables.gates import DecisionRow
from store.tables.standing import ConditionRow

_CONDITIONS = TypeAdapter(Condition)
ADD = """
    insert into condition (company_id, decision_id, request_id, content, until, state)
    values (%(company)s, %(decision)s, %(request)s, %(content)s, %(until)s, %(state)s)
"""


def add(session: Session, request: Locked, decision_id: UUID, condition: Condition) -> None:
    driver(session).execute(
        ADD,
        {
            "company": request.company_id,
            "decision": decision_id,
            "request": request.id,
            "content": Jsonb(plain_condition(condition)),
            "until": condition.until,
            "state": ConditionState.WATCHED.value,
        },
    )


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
