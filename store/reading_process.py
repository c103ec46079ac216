"""What of every cycle its figures are made from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gates.action import ActionState
from gates.process.facts import ActionFact, AskedFact, CycleFacts, InputFact, Promise
from store import posts
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from store.tables.inputs import InputRequestRow, SubmissionRow
from store.tables.ledger import LedgerEventRow
from store.tables.plans import CommitmentRow, PlanVersionRow

REFUSED = "reopening_refused"
Fact = TypeVar("Fact")


def cycles_facts(session: Session, company_id: int, *, last: int, at: datetime) -> list[CycleFacts]:
    """Of the newest cycles, oldest first. Each kind of fact is one query, whatever `last` is."""
    newest = select(CycleRow).where(CycleRow.company_id == company_id)
    cycles = session.scalars(newest.order_by(CycleRow.month.desc()).limit(last)).all()[::-1]
    ids = [cycle.id for cycle in cycles]
    asked, inputs, actions = _asked(session, ids), _inputs(session, ids), _actions(session, ids)
    mails, promised = _mails(session, ids), _promised(session, ids)
    refused = _refused(session, company_id, cycles)
    return [
        CycleFacts(
            name=cycle.name,
            month=cycle.month,
            opened_at=cycle.opened_at,
            ended_at=cycle.closed_at or at,
            asked=tuple(asked[cycle.id]),
            inputs=tuple(inputs[cycle.id]),
            actions=tuple(actions[cycle.id]),
            mails=mails[cycle.id],
            refused=refused[cycle.id],
            promised=promised[cycle.id],
        )
        for cycle in cycles
    ]


def _asked(session: Session, ids: Sequence[int]) -> Mapping[int, list[AskedFact]]:
    rows = session.scalars(select(RequestRow).where(RequestRow.cycle_id.in_(ids)))
    return _grouped(
        (
            row.cycle_id,
            AskedFact(
                gate=row.gate,
                opened_at=row.opened_at,
                due_at=row.due_at,
                closed_at=row.closed_at,
                escalated=row.escalated_at is not None,
            ),
        )
        for row in rows
    )


def _inputs(session: Session, ids: Sequence[int]) -> Mapping[int, list[InputFact]]:
    accepted = SubmissionRow.state == "accepted"
    rows = session.execute(
        select(
            InputRequestRow.cycle_id,
            InputRequestRow.due_at,
            func.min(SubmissionRow.received_at),
            func.min(SubmissionRow.version).filter(accepted),
            func.min(SubmissionRow.received_at).filter(accepted),
        )
        .outerjoin(SubmissionRow, SubmissionRow.input_request_id == InputRequestRow.id)
        .where(InputRequestRow.cycle_id.in_(ids))
        .group_by(InputRequestRow.id)
    )
    return _grouped(
        (
            cycle_id,
            InputFact(
                due_at=due_at, first_at=first, accepted_version=version, accepted_at=accepted_at
            ),
        )
        for cycle_id, due_at, first, version, accepted_at in rows
    )


def _actions(session: Session, ids: Sequence[int]) -> Mapping[int, list[ActionFact]]:
    rows = session.scalars(select(ActionRow).where(ActionRow.cycle_id.in_(ids)))
    return _grouped(
        (
            row.cycle_id,
            ActionFact(
                state=ActionState(row.state),
                due_at=row.due_at,
                original_due_at=row.original_due_at,
                done_at=row.done_at,
                escalations=row.escalations,
            ),
        )
        for row in rows
    )


def _mails(session: Session, ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    rows = session.execute(
        select(CaseRow.cycle_id, EffectRow.to_person_id, func.count())
        .join(CaseRow, CaseRow.id == EffectRow.case_id)
        .where(
            CaseRow.cycle_id.in_(ids),
            EffectRow.kind != posts.KIND,
            EffectRow.state == "sent",
            EffectRow.to_person_id.is_not(None),
        )
        .group_by(CaseRow.cycle_id, EffectRow.to_person_id)
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for cycle_id, person_id, count in rows:
        found[cycle_id][str(person_id)] = count
    return found


def _refused(session: Session, company_id: int, cycles: Sequence[CycleRow]) -> Mapping[int, int]:
    """The ledger names the moment; it is the cycle's that was open then."""
    moments = session.scalars(
        select(LedgerEventRow.at).where(
            LedgerEventRow.company_id == company_id, LedgerEventRow.kind == REFUSED
        )
    ).all()
    return Counter(
        next((one.id for one in reversed(cycles) if one.opened_at <= at), 0) for at in moments
    )


def _promised(session: Session, ids: Sequence[int]) -> Mapping[int, Mapping[Promise, int]]:
    newest = (
        select(PlanVersionRow.cycle_id, func.max(PlanVersionRow.version).label("version"))
        .where(PlanVersionRow.cycle_id.in_(ids))
        .group_by(PlanVersionRow.cycle_id)
        .subquery()
    )
    rows = session.execute(
        select(PlanVersionRow.cycle_id, CommitmentRow)
        .join(CommitmentRow, CommitmentRow.plan_version_id == PlanVersionRow.id)
        .join(
            newest,
            (newest.c.cycle_id == PlanVersionRow.cycle_id)
            & (newest.c.version == PlanVersionRow.version),
        )
    )
    found: defaultdict[int, dict[Promise, int]] = defaultdict(dict)
    for cycle_id, row in rows:
        key = (row.kind, row.code, row.due)
        found[cycle_id][key] = found[cycle_id].get(key, 0) + row.quantity
    return found


def _grouped(pairs: Iterable[tuple[int, Fact]]) -> Mapping[int, list[Fact]]:
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    for cycle_id, fact in pairs:
        found[cycle_id].append(fact)
    return found
