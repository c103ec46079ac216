"""The plan of a cycle: constraints, the scenario it stands on, versions and commitments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planning.commitments import CommitmentKind
from planning.commitments_kept import Promised, came, weeks_of_due
from store.actuals import of_weeks
from store.plans import contradictions_of
from store.tables.plans import (
    CommitmentRow,
    ConstraintRow,
    ContradictionRow,
    PlanVersionRow,
    ScenarioRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    constraints: Sequence[ConstraintRow]
    version: PlanVersionRow | None
    scenario: ScenarioRow | None
    """Of the locked version; before that, the baseline scenario of the latest round."""
    commitments: Sequence[CommitmentRow]
    came: Mapping[Promised, int]
    """What came of those that are due, as far as anybody has reported it."""
    contradictions: Sequence[ContradictionRow] = ()
    options: Sequence[ScenarioRow] = ()
    """Of the latest round, in their order; the plan of each can be looked at."""


def plan_of(session: Session, company_id: int, cycle_id: int, *, option: str = "") -> PlanRecord:
    """`option`: the plan of another option of the latest round than the one it stands on."""
    version = session.scalars(
        select(PlanVersionRow)
        .where(PlanVersionRow.company_id == company_id, PlanVersionRow.cycle_id == cycle_id)
        .order_by(PlanVersionRow.version.desc())
        .limit(1)
    ).first()
    promises = _commitments(session, company_id, version)
    options = _latest_round(session, company_id, cycle_id)
    wanted = next((row for row in options if row.key == option), None)
    return PlanRecord(
        constraints=constraints(session, company_id, cycle_id),
        contradictions=contradictions_of(session, cycle_id),
        version=version,
        scenario=wanted or _scenario(session, company_id, cycle_id, version),
        commitments=promises,
        came=_came(session, company_id, promises),
        options=options,
    )


def _latest_round(session: Session, company_id: int, cycle_id: int) -> Sequence[ScenarioRow]:
    mine = (ScenarioRow.company_id == company_id, ScenarioRow.cycle_id == cycle_id)
    last = select(func.max(ScenarioRow.round)).where(*mine).scalar_subquery()
    return session.scalars(
        select(ScenarioRow).where(*mine, ScenarioRow.round == last).order_by(ScenarioRow.position)
    ).all()


def promise_of(row: CommitmentRow) -> Promised:
    return Promised(CommitmentKind(row.kind), row.code, row.due)


def _came(
    session: Session, company_id: int, rows: Sequence[CommitmentRow]
) -> Mapping[Promised, int]:
    promised = [promise_of(row) for row in rows]
    return came(promised, of_weeks(session, company_id, weeks_of_due(promised)))


def constraints(session: Session, company_id: int, cycle_id: int) -> Sequence[ConstraintRow]:
    return session.scalars(
        select(ConstraintRow)
        .where(ConstraintRow.company_id == company_id, ConstraintRow.cycle_id == cycle_id)
        .order_by(ConstraintRow.id)
    ).all()


def _scenario(
    session: Session, company_id: int, cycle_id: int, version: PlanVersionRow | None
) -> ScenarioRow | None:
    mine = select(ScenarioRow).where(
        ScenarioRow.company_id == company_id, ScenarioRow.cycle_id == cycle_id
    )
    if version is not None:
        return session.scalars(mine.where(ScenarioRow.id == version.scenario_id)).first()
    latest = mine.order_by(ScenarioRow.round.desc(), ScenarioRow.position).limit(1)
    return session.scalars(latest).first()


def _commitments(
    session: Session, company_id: int, version: PlanVersionRow | None
) -> Sequence[CommitmentRow]:
    if version is None:
        return ()
    return session.scalars(
        select(CommitmentRow)
        .where(CommitmentRow.company_id == company_id, CommitmentRow.plan_version_id == version.id)
        .order_by(CommitmentRow.kind, CommitmentRow.due, CommitmentRow.id)
    ).all()


def committed_in(
    session: Session, company_id: int, cycle_id: int, version: int
) -> Sequence[CommitmentRow]:
    """What one version of a cycle's plan commits."""
    row = session.scalars(
        select(PlanVersionRow).where(
            PlanVersionRow.company_id == company_id,
            PlanVersionRow.cycle_id == cycle_id,
            PlanVersionRow.version == version,
        )
    ).first()
    return _commitments(session, company_id, row)


def kept_as(session: Session, cycle_id: int, key: str) -> Sequence[ScenarioRow]:
    """An option of every round it was drafted in, the latest first."""
    return session.scalars(
        select(ScenarioRow)
        .where(ScenarioRow.cycle_id == cycle_id, ScenarioRow.key == key)
        .order_by(ScenarioRow.round.desc())
    ).all()
