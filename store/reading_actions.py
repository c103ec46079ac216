"""Actions with their owners, and the history of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from store.offers import ASKED
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.cycles import CycleRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.imports import ImportedActionRow
from store.tables.offers import OfferRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecord:
    row: ActionRow
    owner: PersonRow
    decided_at: datetime
    decided_by: str
    """Who answered last at the gate it comes from, or confirmed it where it was imported."""
    stake_eur: Decimal
    """What is at stake there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRecord:
    row: ActionUpdateRow
    person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRecord:
    """An action that waits for a colleague's yes."""

    row: OfferRow
    giver: PersonRow
    receiver: PersonRow


def offer_now(session: Session, action_id: int) -> OfferRecord | None:
    giver, receiver = aliased(PersonRow), aliased(PersonRow)
    found = session.execute(
        select(OfferRow, giver, receiver)
        .join(giver, giver.id == OfferRow.giver_id)
        .join(receiver, receiver.id == OfferRow.receiver_id)
        .where(OfferRow.action_id == action_id, OfferRow.state == ASKED)
    ).one_or_none()
    return OfferRecord(row=found[0], giver=found[1], receiver=found[2]) if found else None


def parts_of(session: Session, company_id: int, action_id: int) -> list[ActionRecord]:
    return _records(session, _owned(company_id).where(ActionRow.part_of == action_id))


def actions_of(session: Session, company_id: int, cycle_id: int) -> list[ActionRecord]:
    return _records(session, _owned(company_id).where(ActionRow.cycle_id == cycle_id))


def owned_by(session: Session, company_id: int, person_id: int) -> list[ActionRecord]:
    return _records(session, _owned(company_id).where(ActionRow.owner_id == person_id))


def action_record(session: Session, company_id: int, action_id: int) -> ActionRecord | None:
    found = _records(session, _owned(company_id).where(ActionRow.id == action_id))
    return found[0] if found else None


def _owned(company_id: int) -> Select[ActionRow, PersonRow, datetime, str, Decimal]:
    decider = aliased(PersonRow)
    last = (
        select(decider.name)
        .join(DecisionRow, DecisionRow.person_id == decider.id)
        .where(DecisionRow.request_id == ActionRow.request_id)
        .order_by(DecisionRow.decided_at.desc())
        .limit(1)
        .correlate(ActionRow)
        .scalar_subquery()
    )
    confirmer = aliased(PersonRow)
    decided_at = func.coalesce(
        RequestRow.closed_at,
        RequestRow.opened_at,
        ImportedActionRow.settled_at,
        CycleRow.opened_at,
    )
    return (
        select(
            ActionRow,
            PersonRow,
            decided_at,
            func.coalesce(last, confirmer.name, ""),
            func.coalesce(RequestRow.stake_eur, Decimal(0)),
        )
        .join(PersonRow, PersonRow.id == ActionRow.owner_id)
        .join(CycleRow, CycleRow.id == ActionRow.cycle_id)
        .outerjoin(RequestRow, RequestRow.id == ActionRow.request_id)
        .outerjoin(ImportedActionRow, ImportedActionRow.action_id == ActionRow.id)
        .outerjoin(confirmer, confirmer.id == ImportedActionRow.settled_by)
        .where(ActionRow.company_id == company_id)
        .order_by(ActionRow.due_at, ActionRow.id)
    )


def _records(
    session: Session, wanted: Select[ActionRow, PersonRow, datetime, str, Decimal]
) -> list[ActionRecord]:
    return [
        ActionRecord(row=row, owner=owner, decided_at=at, decided_by=by, stake_eur=stake)
        for row, owner, at, by, stake in session.execute(wanted)
    ]


def updates_of(session: Session, company_id: int, action_id: int) -> Sequence[UpdateRecord]:
    rows = session.execute(
        select(ActionUpdateRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == ActionUpdateRow.person_id)
        .where(ActionUpdateRow.company_id == company_id, ActionUpdateRow.action_id == action_id)
        .order_by(ActionUpdateRow.at.desc(), ActionUpdateRow.id.desc())
    )
    return [UpdateRecord(row=row, person=person) for row, person in rows]
