"""What can't go on, as the board shows it: cases, and effects that may not have arrived."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import posts
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.effects import EffectRow, MessageRow
from store.tables.inputs import InputRequestRow
from store.tables.people import PersonRow

UNSURE = ("unknown", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckCase:
    """A case that failed, or tries again by itself."""

    case_id: str
    kind: str
    subject_id: int
    about: str
    """What the case is about, by its title."""
    owner: str
    """Whose input or action it is; nobody's for a cycle."""
    failed: bool
    problem: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckEffect:
    """Something that surely or perhaps didn't arrive."""

    is_post: bool
    """To another system, not to a person."""

    to_name: str
    subject: str
    known: bool
    problem: str
    tried_at: datetime | None


def stuck_cases(session: Session, company_id: int) -> list[StuckCase]:
    """The company's, whichever cycle they belong to; the longest in trouble first."""
    rows = session.scalars(
        select(CaseRow)
        .where(
            CaseRow.company_id == company_id,
            (CaseRow.state == "failed") | CaseRow.problem.is_not(None),
        )
        .order_by(CaseRow.problem_since.nulls_last(), CaseRow.id)
    )
    return [_case(session, row) for row in rows]


def _case(session: Session, row: CaseRow) -> StuckCase:
    about, owner = _about(session, row)
    return StuckCase(
        case_id=row.id,
        kind=row.kind,
        subject_id=row.subject_id,
        about=about,
        owner=owner,
        failed=row.state == "failed",
        problem=row.problem or "",
        since=row.problem_since,
    )


def _about(session: Session, row: CaseRow) -> tuple[str, str]:
    if row.kind in {"input_request", "late_input"}:
        asked = _input(session, row)
        return (asked.title, _name(session, asked.owner_id)) if asked else (row.id, "")
    if row.kind == "follow_up":
        action = session.get(ActionRow, row.subject_id)
        return (action.title, _name(session, action.owner_id)) if action else (row.id, "")
    return session.get_one(CycleRow, row.cycle_id).name, ""


def _input(session: Session, row: CaseRow) -> InputRequestRow | None:
    if row.kind == "input_request":
        return session.get(InputRequestRow, row.subject_id)
    message = session.get(MessageRow, row.subject_id)
    asked = message.case_id if message else None
    return session.get(InputRequestRow, int(asked.partition(":")[2])) if asked else None


def _name(session: Session, person_id: int) -> str:
    return session.get_one(PersonRow, person_id).name


def stuck_effects(session: Session, company_id: int, cycle_id: int) -> list[StuckEffect]:
    """Of the cycle's cases, and those of no case."""
    rows = session.scalars(
        select(EffectRow)
        .outerjoin(CaseRow, CaseRow.id == EffectRow.case_id)
        .where(
            EffectRow.company_id == company_id,
            EffectRow.state.in_(UNSURE),
            (CaseRow.cycle_id == cycle_id) | EffectRow.case_id.is_(None),
        )
        .order_by(EffectRow.id)
    )
    return [_stuck(row) for row in rows]


def _stuck(row: EffectRow) -> StuckEffect:
    is_post = row.kind == posts.KIND
    said = row.content
    about = said["event"]["type"] if is_post else said.get("subject", row.key)
    return StuckEffect(
        is_post=is_post,
        to_name=f"system {said['hook']}" if is_post else str(said.get("to_name", "")),
        subject=str(about),
        known=row.state == "failed",
        problem=row.problem or "",
        tried_at=row.tried_at,
    )


def who_hold(session: Session, company_id: int, roles: frozenset[str]) -> list[PersonRow]:
    """The company's people with one of these roles."""
    return list(
        session.scalars(
            select(PersonRow)
            .where(PersonRow.company_id == company_id, PersonRow.role.in_(roles))
            .order_by(PersonRow.id)
        )
    )
