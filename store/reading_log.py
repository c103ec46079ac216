"""One cycle's objects and events, for its event log."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.process.ocel import Happening, Value
from store.log_things import of_person
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.cycles import CycleRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import PersonRow

KEPT = (str, int, float, bool)
"""What a log can hold; lists and whole documents stay in the ledger."""


def happenings_of(session: Session, cycle: CycleRow, known: set[str]) -> list[Happening]:
    """What the ledger says of the cycle's own objects, and what happened to its actions."""
    people = dict(
        session.execute(
            select(PersonRow.key, PersonRow.id).where(PersonRow.company_id == cycle.company_id)
        ).all()
    )
    return [*_of_ledger(session, cycle, known, people), *_of_actions(session, cycle)]


def events_of_cycle(session: Session, cycle: CycleRow) -> Iterator[dict[str, Any]]:
    """What the ledger says from the cycle's opening to its end, in order."""
    rows = session.scalars(
        select(LedgerEventRow)
        .where(LedgerEventRow.company_id == cycle.company_id, LedgerEventRow.at >= cycle.opened_at)
        .order_by(LedgerEventRow.seq)
    )
    for row in rows:
        if cycle.closed_at is None or row.at <= cycle.closed_at:
            yield json.loads(row.content)


def _of_ledger(
    session: Session, cycle: CycleRow, known: set[str], people: Mapping[str, int]
) -> Iterator[Happening]:
    rows = session.scalars(
        select(LedgerEventRow)
        .where(LedgerEventRow.company_id == cycle.company_id, LedgerEventRow.at >= cycle.opened_at)
        .order_by(LedgerEventRow.seq)
    )
    for row in rows:
        said: dict[str, Any] = json.loads(row.content)
        about = str(said["subject"]).removeprefix("case:")
        if about in known:
            yield _event(row, said, about, cycle, people)


def _event(
    row: LedgerEventRow,
    said: Mapping[str, Any],
    about: str,
    cycle: CycleRow,
    people: Mapping[str, int],
) -> Happening:
    actor = said["actor"]
    person = people.get(actor["key"]) if actor["kind"] == "person" else None
    values: dict[str, Value] = {
        name: value for name, value in said["facts"].items() if isinstance(value, KEPT)
    }
    return Happening(
        id=f"ledger:{row.seq}",
        kind=row.kind,
        at=row.at,
        values={"actor": str(actor["key"]), "actor_kind": str(actor["kind"])} | values,
        with_=(
            ("about", about),
            ("in", f"cycle:{cycle.id}"),
            *((("by", of_person(person)),) if person is not None else ()),
        ),
    )


def _of_actions(session: Session, cycle: CycleRow) -> Iterator[Happening]:
    rows = session.scalars(
        select(ActionUpdateRow)
        .join(ActionRow, ActionRow.id == ActionUpdateRow.action_id)
        .where(ActionRow.cycle_id == cycle.id)
        .order_by(ActionUpdateRow.id)
    )
    for row in rows:
        by = (("by", of_person(row.person_id)),) if row.person_id else ()
        yield Happening(
            id=f"update:{row.id}",
            kind=f"action_{row.kind}",
            at=row.at,
            with_=(("about", f"action:{row.action_id}"), ("in", f"cycle:{cycle.id}"), *by),
        )
