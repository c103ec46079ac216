"""Constraints, scenarios, locked plan versions and what they promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.plans import (
    CommitmentRow,
    ConstraintRow,
    ContradictionRow,
    PlanVersionRow,
    ScenarioRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScenario:
    key: str
    name: str
    result: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    kind: str
    code: str
    name: str
    quantity: int
    unit: str
    order_by: date | None
    due: date


def set_constraints(
    session: Session, *, company_id: int, cycle_id: int, found: dict[str, dict[str, Any]]
) -> None:
    """What the cycle's demand is short of: the newest look replaces the one before."""
    session.execute(delete(ConstraintRow).where(ConstraintRow.cycle_id == cycle_id))
    session.add_all(
        ConstraintRow(company_id=company_id, cycle_id=cycle_id, key=key, content=content)
        for key, content in found.items()
    )
    session.flush()


def set_contradictions(
    session: Session, *, company_id: int, cycle_id: int, found: Sequence[dict[str, Any]]
) -> None:
    """What of it can't all be kept; the newest look replaces the one before."""
    session.execute(delete(ContradictionRow).where(ContradictionRow.cycle_id == cycle_id))
    session.add_all(
        ContradictionRow(company_id=company_id, cycle_id=cycle_id, position=at, content=content)
        for at, content in enumerate(found)
    )
    session.flush()


def contradictions_of(session: Session, cycle_id: int) -> Sequence[ContradictionRow]:
    return session.scalars(
        select(ContradictionRow)
        .where(ContradictionRow.cycle_id == cycle_id)
        .order_by(ContradictionRow.position)
    ).all()


def constraints_of(session: Session, cycle_id: int) -> Sequence[ConstraintRow]:
    return session.scalars(
        select(ConstraintRow).where(ConstraintRow.cycle_id == cycle_id).order_by(ConstraintRow.id)
    ).all()


def add_scenarios(
    session: Session,
    *,
    company_id: int,
    cycle_id: int,
    round_number: int,
    solved: Iterable[NewScenario],
) -> None:
    """Keep a round of options. The same round again changes nothing."""
    for position, new in enumerate(solved):
        session.execute(
            insert(ScenarioRow)
            .values(
                company_id=company_id,
                cycle_id=cycle_id,
                round=round_number,
                position=position,
                key=new.key,
                name=new.name,
                result=new.result,
            )
            .on_conflict_do_nothing()
        )


def add_scenario(session: Session, *, like: ScenarioRow, new: NewScenario) -> None:
    """Keep one scenario more in the round of another. The same key again changes nothing."""
    there = scenarios_of(session, like.cycle_id, like.round)
    session.execute(
        insert(ScenarioRow)
        .values(
            company_id=like.company_id,
            cycle_id=like.cycle_id,
            round=like.round,
            position=max(row.position for row in there) + 1,
            key=new.key,
            name=new.name,
            result=new.result,
        )
        .on_conflict_do_nothing()
    )


def scenarios_of(session: Session, cycle_id: int, round_number: int) -> Sequence[ScenarioRow]:
    return session.scalars(
        select(ScenarioRow)
        .where(ScenarioRow.cycle_id == cycle_id, ScenarioRow.round == round_number)
        .order_by(ScenarioRow.position)
    ).all()


def latest_round(session: Session, cycle_id: int) -> int:
    """How often the options were drafted; 0 before the first time."""
    drafted = select(func.max(ScenarioRow.round)).where(ScenarioRow.cycle_id == cycle_id)
    return session.scalar(drafted) or 0


def refresh(
    session: Session, cycle_id: int, round_number: int, solved: list[dict[str, Any]]
) -> None:
    """The round's options as solved on the data as it is now. Never of a locked plan."""
    found = {one["scenario"]["key"]: one for one in solved}
    for row in scenarios_of(session, cycle_id, round_number):
        row.result = found[row.key]
    session.flush()


def lock_version(
    session: Session,
    *,
    scenario: ScenarioRow,
    request_id: UUID,
    sha256: str,
    at: datetime,
    promised: Iterable[NewCommitment],
) -> PlanVersionRow:
    """Lock a plan by the decision that chose it, with what it promises. Once a decision."""
    found = session.scalar(select(PlanVersionRow).where(PlanVersionRow.request_id == request_id))
    if found is not None:
        return found
    earlier = session.scalars(
        select(PlanVersionRow.version).where(PlanVersionRow.cycle_id == scenario.cycle_id)
    ).all()
    version = PlanVersionRow(
        company_id=scenario.company_id,
        cycle_id=scenario.cycle_id,
        version=max(earlier, default=0) + 1,
        scenario_id=scenario.id,
        request_id=request_id,
        sha256=sha256,
        locked_at=at,
    )
    session.add(version)
    session.flush()
    session.add_all(
        CommitmentRow(
            company_id=scenario.company_id,
            plan_version_id=version.id,
            kind=new.kind,
            code=new.code,
            name=new.name,
            quantity=new.quantity,
            unit=new.unit,
            order_by=new.order_by,
            due=new.due,
        )
        for new in promised
    )
    session.flush()
    return version


def version_of(session: Session, cycle_id: int) -> PlanVersionRow | None:
    return session.scalar(
        select(PlanVersionRow)
        .where(PlanVersionRow.cycle_id == cycle_id)
        .order_by(PlanVersionRow.version.desc())
        .limit(1)
    )
