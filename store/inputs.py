"""Input requests: asking each region once a cycle, and settling what it sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.reading_people import OWED
from store.submissions import latest_submission
from store.tables.inputs import FindingRow, InputRequestRow, SubmissionRow
from store.tables.people import PersonRow

SETTLED = ("accepted", "substituted")


def open_input(session: Session, row: InputRequestRow) -> int:
    """Ask a region for its numbers, once a cycle; returns the request's id."""
    session.execute(
        insert(InputRequestRow)
        .values(
            company_id=row.company_id,
            cycle_id=row.cycle_id,
            region=row.region,
            title=row.title,
            owner_id=row.owner_id,
            state="asked",
            asked_at=row.asked_at,
            due_at=row.due_at,
            reminders=0,
        )
        .on_conflict_do_nothing()
    )
    return session.scalars(
        select(InputRequestRow.id).where(
            InputRequestRow.cycle_id == row.cycle_id, InputRequestRow.region == row.region
        )
    ).one()


def all_settled(session: Session, cycle_id: int) -> bool:
    """Whether every region has an answer that stands."""
    open_ones = session.scalar(
        select(func.count())
        .select_from(InputRequestRow)
        .where(InputRequestRow.cycle_id == cycle_id, InputRequestRow.state.not_in(SETTLED))
    )
    return not open_ones


def inputs_of(session: Session, cycle_id: int) -> Sequence[InputRequestRow]:
    return session.scalars(
        select(InputRequestRow)
        .where(InputRequestRow.cycle_id == cycle_id)
        .order_by(InputRequestRow.id)
    ).all()


def send_back(session: Session, input_id: int) -> None:
    """The latest version goes back to its owner. One that stands already goes on standing."""
    submission = latest_submission(session, input_id)
    if submission is not None and submission.state == "received":
        submission.state = "sent_back"
        asked = session.get_one(InputRequestRow, input_id)
        asked.state = asked.state if asked.state in SETTLED else "sent_back"
    session.flush()


def accept(session: Session, submission: SubmissionRow, *, at: datetime) -> None:
    """Let this version stand; an earlier one gives way, and its open findings are fixed by it."""
    session.execute(
        update(SubmissionRow)
        .where(
            SubmissionRow.input_request_id == submission.input_request_id,
            SubmissionRow.id != submission.id,
            SubmissionRow.state.in_(("accepted", "sent_back", "received")),
        )
        .values(state="superseded")
    )
    earlier = select(SubmissionRow.id).where(
        SubmissionRow.input_request_id == submission.input_request_id,
        SubmissionRow.id != submission.id,
    )
    session.execute(
        update(FindingRow)
        .where(FindingRow.submission_id.in_(earlier), FindingRow.state == "open")
        .values(state="fixed")
    )
    submission.state = "accepted"
    asked = session.get_one(InputRequestRow, submission.input_request_id)
    asked.state = "accepted"
    asked.settled_at = at
    session.flush()


def owed_by(session: Session, company_id: int, key: str) -> Sequence[InputRequestRow]:
    """What a person still owes in a cycle whose inputs are open."""
    return session.scalars(
        select(InputRequestRow)
        .join(PersonRow, PersonRow.id == InputRequestRow.owner_id)
        .where(
            InputRequestRow.company_id == company_id,
            PersonRow.key == key,
            InputRequestRow.state.in_(OWED),
        )
        .order_by(InputRequestRow.id)
    ).all()
