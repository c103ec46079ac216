"""The objects of one cycle's event log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.process.ocel import Thing
from store.tables.actions import ActionRow
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow
from store.tables.inputs import FindingRow, InputRequestRow, SubmissionRow
from store.tables.people import PersonRow
from store.tables.standing import ChangeRow

Own = tuple[str, str]
"""What ties an object to its cycle."""


def of_person(person_id: int) -> str:
    return f"person:{person_id}"


def things_of(session: Session, cycle: CycleRow) -> list[Thing]:
    """Under the names the ledger has for them."""
    own = ("in", f"cycle:{cycle.id}")
    return [
        Thing(
            id=own[1], kind="cycle", values={"name": cycle.name, "month": f"{cycle.month:%Y-%m}"}
        ),
        *_people(session, cycle),
        *_requests(session, cycle, own),
        *_inputs(session, cycle, own),
        *_findings(session, cycle),
        *_actions(session, cycle, own),
        *_changes(session, cycle, own),
    ]


def _people(session: Session, cycle: CycleRow) -> Iterator[Thing]:
    rows = session.scalars(select(PersonRow).where(PersonRow.company_id == cycle.company_id))
    for row in rows:
        yield Thing(id=of_person(row.id), kind="person", values={"key": row.key, "role": row.role})


def _requests(session: Session, cycle: CycleRow, own: Own) -> Iterator[Thing]:
    for row in session.scalars(select(RequestRow).where(RequestRow.cycle_id == cycle.id)):
        values = {"gate": row.gate, "due_at": row.due_at.isoformat()}
        ended = {} if row.outcome is None else {"outcome": row.outcome}
        again = (("reopens", f"request:{row.reopens}"),) if row.reopens else ()
        yield Thing(id=f"request:{row.id}", kind="request", values=values | ended, of=(own, *again))


def _inputs(session: Session, cycle: CycleRow, own: Own) -> Iterator[Thing]:
    rows = session.scalars(select(InputRequestRow).where(InputRequestRow.cycle_id == cycle.id))
    for row in rows:
        yield Thing(
            id=f"input:{row.id}",
            kind="input",
            values={"region": row.region, "state": row.state, "due_at": row.due_at.isoformat()},
            of=(own, ("owned by", of_person(row.owner_id))),
        )


def _findings(session: Session, cycle: CycleRow) -> Iterator[Thing]:
    rows = session.execute(
        select(FindingRow, SubmissionRow.input_request_id)
        .join(SubmissionRow, SubmissionRow.id == FindingRow.submission_id)
        .join(InputRequestRow, InputRequestRow.id == SubmissionRow.input_request_id)
        .where(InputRequestRow.cycle_id == cycle.id)
    )
    for row, input_id in rows:
        yield Thing(
            id=f"finding:{row.id}",
            kind="finding",
            values={"rule": row.rule, "severity": row.severity},
            of=(("found in", f"input:{input_id}"),),
        )


def _actions(session: Session, cycle: CycleRow, own: Own) -> Iterator[Thing]:
    for row in session.scalars(select(ActionRow).where(ActionRow.cycle_id == cycle.id)):
        decided = (("decided by", f"request:{row.request_id}"),) if row.request_id else ()
        yield Thing(
            id=f"action:{row.id}",
            kind="action",
            values={
                "title": row.title,
                "state": row.state,
                "due_at": row.due_at.isoformat(),
                "original_due_at": row.original_due_at.isoformat(),
            },
            of=(
                own,
                ("owned by", of_person(row.owner_id)),
                *decided,
            ),
        )


def _changes(session: Session, cycle: CycleRow, own: Own) -> Iterator[Thing]:
    for row in session.scalars(select(ChangeRow).where(ChangeRow.cycle_id == cycle.id)):
        about = (("about", f"request:{row.request_id}"),) if row.request_id else ()
        yield Thing(
            id=f"change:{row.id}", kind="change", values={"kind": row.kind}, of=(own, *about)
        )
