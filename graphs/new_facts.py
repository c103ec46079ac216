"""What has changed under a decided matter: all that it may be looked at again for."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.brief import Compared
from gates.litigation import NewFact, Settled
from graphs.comparing import COMPARED
from graphs.decided import Decided, check_premises, cycle_state, decided_last
from graphs.late_versions import LATE
from store import asked_requests, changes
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow


def new_facts(session: Session, request: RequestRow) -> tuple[NewFact, ...]:
    """Premises that read otherwise than when they were signed, then numbers that moved.

    Nothing for a matter that something later has already been decided on.
    """
    cycle = session.get_one(CycleRow, request.cycle_id)
    theirs = cycle_state(session, cycle)
    decided = decided_last(session, theirs) if cycle.closed_at is None else None
    if decided is None or decided.request.id != request.id:
        return ()
    premises = tuple(
        NewFact(
            key=one.premise.key,
            says=one.premise.says,
            signed=one.premise.was,
            now=one.now,
            where=one.where,
        )
        for one in check_premises(session, theirs, decided.base)
        if one.now != one.premise.was
    )
    return (*premises, *_moved(session, decided))


def _moved(session: Session, decided: Decided) -> Iterator[NewFact]:
    """From the newest look at the data since it was last settled, and from late versions."""
    since = decided.base.closed_at
    assert since is not None
    noted = changes.noted_since(session, decided.base.cycle_id, since)
    newest = next((change for change in noted if change.kind == "data"), None)
    if newest is not None:
        for one in COMPARED.validate_python(newest.moves or []):
            yield _fact(newest.id, one)
    for change in noted:
        if change.kind == LATE:
            for one in COMPARED.validate_python(change.facts["compared"]):
                yield _fact(change.id, one)


def _fact(change_id: int, one: Compared) -> NewFact:
    unit = f" {one.unit}" if one.unit else ""
    return NewFact(
        key=f"{change_id}/{one.label}",
        says=one.label,
        signed=f"{one.signed}{unit}",
        now=f"{one.now}{unit}",
        where=one.where,
    )


def settled(session: Session, request: RequestRow, zone: ZoneInfo) -> Settled | None:
    """The earlier decision in words; None while nobody has decided."""
    if request.closed_at is None or request.outcome == "withdrawn":
        return None
    said = asked_requests.said_in(session, request.id)
    last = said[-1] if said else None
    at: datetime = last.at if last is not None else request.closed_at
    brief = asked_requests.brief_now(session, request)
    name = f" {brief.option(last.choice).name}" if last and last.choice else ""
    return Settled(
        who=last.by.name if last is not None else "Nobody",
        at=at.astimezone(zone),
        what=f"“{request.question}” {request.outcome}{name}",
        href=f"/requests/{request.id}",
    )
