"""Rows as the API says them."""

import json

from api.v1.models import ActionOut, CommitmentOut, DecisionOut, RequestOut, SeatOut
from store.pages import DecisionLine
from store.reading_actions import ActionRecord
from store.reading_requests import RequestRecord, SeatRecord
from store.tables.plans import CommitmentRow


def request_out(record: RequestRecord, base_url: str) -> RequestOut:
    row = record.row
    return RequestOut(
        id=row.id,
        gate=row.gate,
        question=row.question,
        cycle=record.cycle,
        stake_eur=row.stake_eur,
        opened_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        choice=row.choice,
        brief_sha256=row.brief_sha256,
        seats=[_seat(seat) for seat in record.seats],
        page=f"{base_url.rstrip('/')}/requests/{row.id}",
    )


def _seat(seat: SeatRecord) -> SeatOut:
    return SeatOut(
        person=seat.person.key,
        name=seat.person.name,
        accountable=seat.row.accountable,
        verb=seat.decision.verb if seat.decision else None,
    )


def brief_out(record: RequestRecord) -> dict[str, object]:
    """The exact content whose hash is the request's."""
    content: dict[str, object] = json.loads(record.brief)
    return content


def decision_out(line: DecisionLine) -> DecisionOut:
    row = line.row
    return DecisionOut(
        id=row.id,
        request=row.request_id,
        gate=line.gate,
        verb=row.verb,
        choice=row.choice,
        reason=row.reason,
        person=line.person,
        on_behalf_of=line.on_behalf_of,
        brief_sha256=row.brief_sha256,
        decided_at=row.decided_at,
        stands=row.ended_at is None,
    )


def commitment_out(row: CommitmentRow, version: int) -> CommitmentOut:
    return CommitmentOut(
        kind=row.kind,
        code=row.code,
        name=row.name,
        quantity=row.quantity,
        unit=row.unit,
        order_by=row.order_by,
        due=row.due,
        plan_version=version,
    )


def action_out(record: ActionRecord) -> ActionOut:
    row = record.row
    return ActionOut(
        id=row.id,
        key=row.key,
        title=row.title,
        deliverable=row.deliverable,
        owner=record.owner.key,
        state=row.state,
        due_at=row.due_at,
        original_due_at=row.original_due_at,
        done_at=row.done_at,
        after=[str(key) for key in row.depends_on],
    )
