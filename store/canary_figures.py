"""What came of a canary's cases, beside everybody else's."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, text
from sqlalchemy.orm import Session

from gates.rules import Outcome
from store.canaries import LIVED, Canary
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.inputs import InputRequestRow

WHOLE = (*LIVED, "cycle", "change", "late_input")
"""What a cycle is lived by, when it is a canary's from its first step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What became of the cases of one version since the canary began."""

    cases: int
    done: int
    reminders: int
    asked: int
    """Decisions that people were asked for."""
    turned: int
    """Of them, those that people sent back or refused."""
    hours: float | None
    """Until they were answered, in the middle."""
    failed: int


def figures(session: Session, canary: Canary) -> tuple[Lived, Lived]:
    """Of its own cases, and of the others: of the same kinds since it began.

    Where it is a whole cycle, the others are the cycle before.
    """
    cases = _of_cycles if canary.row.whole_cycle else _beside
    own, others = (session.scalars(cases(canary, own=own)).all() for own in (True, False))
    return _lived(session, own), _lived(session, others)


ASKED = text("""
    select count(*) as asked,
           count(*) filter (where outcome = any(:turned)) as turned,
           percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at))
             filter (where closed_at is not null) / 3600 as hours
    from request where case_id = any(:ids)
""")


def _lived(session: Session, ids: Sequence[str]) -> Lived:
    inputs = select(InputRequestRow.settled_at, InputRequestRow.reminders).where(
        func.concat("input:", InputRequestRow.id).in_(ids)
    )
    actions = select(ActionRow.done_at, ActionRow.reminders).where(
        func.concat("action:", ActionRow.id).in_(ids)
    )
    chased = [*session.execute(inputs), *session.execute(actions)]
    turned = [Outcome.RETURNED.value, Outcome.REJECTED.value]
    asked = session.execute(ASKED, {"ids": list(ids), "turned": turned}).one()
    failed = select(func.count()).where(CaseRow.id.in_(ids), CaseRow.state == "failed")
    return Lived(
        cases=len(ids),
        done=sum(at is not None for at, _ in chased),
        reminders=sum(reminders for _, reminders in chased),
        asked=asked.asked,
        turned=asked.turned,
        hours=None if asked.hours is None else float(asked.hours),
        failed=session.scalar(failed) or 0,
    )


def _beside(canary: Canary, *, own: bool) -> Select[str]:
    """Inputs asked since it began, and actions of cycles that weren't closed then."""
    begun = canary.started.at
    asked = select(func.concat("input:", InputRequestRow.id)).where(
        InputRequestRow.asked_at > begun
    )
    acted = (
        select(func.concat("action:", ActionRow.id))
        .join(CycleRow, CycleRow.id == ActionRow.cycle_id)
        .where(CycleRow.closed_at.is_(None) | (CycleRow.closed_at >= begun))
    )
    return select(CaseRow.id).where(
        CaseRow.company_id == canary.row.company_id,
        CaseRow.id.in_(asked) | CaseRow.id.in_(acted),
        _its_own(canary, own=own),
    )


def _of_cycles(canary: Canary, *, own: bool) -> Select[str]:
    """Everything in the cycle that lives it; or in the newest that doesn't."""
    of = CycleRow.company_id == canary.row.company_id
    its = (
        of & (CycleRow.playbook == canary.row.playbook) & (CycleRow.opened_at >= canary.started.at)
    )
    before = select(CycleRow.id).where(of, CycleRow.playbook != canary.row.playbook)
    cycles = select(CycleRow.id).where(its) if own else before.order_by(CycleRow.month.desc())
    return select(CaseRow.id).where(CaseRow.cycle_id.in_(cycles.limit(1)), CaseRow.kind.in_(WHOLE))


def _its_own(canary: Canary, *, own: bool) -> ColumnElement[bool]:
    same = CaseRow.playbook == canary.row.playbook
    return same if own else ~same
