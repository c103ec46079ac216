"""What came of a canary's cases, beside everybody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.canaries import Canary
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import RequestRow
from store.tables.inputs import InputRequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What became of the cases of one version since the canary began."""

    cases: int
    done: int
    reminders: int
    asked: int
    """Decisions that people were asked for."""
    failed: int


def figures(session: Session, canary: Canary) -> tuple[Lived, Lived]:
    """Of its own cases, and of the others of the same kinds since it began."""
    return (
        _lived(session, canary, own=True),
        _lived(session, canary, own=False),
    )


def _lived(session: Session, canary: Canary, *, own: bool) -> Lived:
    begun = canary.started.at
    asked, acted = _inputs(session, canary, begun, own), _actions(session, canary, begun, own)
    ids = [*(f"input:{one.id}" for one in asked), *(f"action:{one.id}" for one in acted)]
    return Lived(
        cases=len(ids),
        done=sum(one.settled_at is not None for one in asked)
        + sum(one.done_at is not None for one in acted),
        reminders=sum(one.reminders for one in asked) + sum(one.reminders for one in acted),
        asked=session.scalar(
            select(func.count()).select_from(RequestRow).where(RequestRow.case_id.in_(ids))
        )
        or 0,
        failed=session.scalar(
            select(func.count())
            .select_from(CaseRow)
            .where(CaseRow.id.in_(ids), CaseRow.state == "failed")
        )
        or 0,
    )


def _inputs(
    session: Session,
    canary: Canary,
    begun: datetime,
    own: bool,  # noqa: FBT001 whose
) -> Sequence[InputRequestRow]:
    found = (
        select(InputRequestRow)
        .join(CaseRow, CaseRow.id == func.concat("input:", InputRequestRow.id))
        .where(
            CaseRow.company_id == canary.row.company_id,
            InputRequestRow.asked_at > begun,
            (CaseRow.playbook == canary.row.playbook) == own,
        )
    )
    return session.scalars(found).all()


def _actions(
    session: Session,
    canary: Canary,
    begun: datetime,
    own: bool,  # noqa: FBT001 whose
) -> Sequence[ActionRow]:
    """Of cycles that weren't closed when it began."""
    found = (
        select(ActionRow)
        .join(CaseRow, CaseRow.id == func.concat("action:", ActionRow.id))
        .join(CycleRow, CycleRow.id == CaseRow.cycle_id)
        .where(
            CaseRow.company_id == canary.row.company_id,
            CycleRow.closed_at.is_(None) | (CycleRow.closed_at >= begun),
            (CaseRow.playbook == canary.row.playbook) == own,
        )
    )
    return session.scalars(found).all()
