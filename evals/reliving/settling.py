"""Everything that happens by itself in an office whose clock stands still, until it rests."""

from datetime import datetime

from sqlalchemy import select

from graphs.closing import end
from runtime.advancing import advance
from runtime.delivering import deliver
from runtime.office import Office
from runtime.sweeping import sweep
from store import cases, recorded, waiting
from store.tables.effects import EffectRow

ROUNDS_MAX = 80


class DoesNotRest(Exception):
    """Something goes on by itself without end."""


def settle(office: Office, company_id: int) -> None:
    for _ in range(ROUNDS_MAX):
        sweep(office)
        if not (_advance(office) | _deliver(office, company_id)):
            return
    raise DoesNotRest


def next_due(office: Office) -> datetime | None:
    """The next moment at which something falls due by itself."""
    with office.unfenced() as session:
        return waiting.next_due(session, after=office.now())


def is_closed(office: Office, company_id: int, cycle_id: int) -> bool:
    with office.sessions(company_id) as session:
        return recorded.cycle_row(session, cycle_id).closed_at is not None


def end_now(office: Office, company_id: int, cycle_id: int) -> None:
    """As the next month's opening does."""
    with office.sessions(company_id) as session:
        end(office.tools, session, recorded.cycle_row(session, cycle_id))


def _advance(office: Office) -> bool:
    with office.unfenced() as session:
        unseen = cases.unseen_cases(session)
    for case_id, company_id in unseen:
        advance(office, case_id, company_id)
    return bool(unseen)


def _deliver(office: Office, company_id: int) -> bool:
    held = (EffectRow.state == "held", EffectRow.held_until <= office.now())
    with office.unfenced() as session:
        due = session.scalars(select(EffectRow.id).where(*held)).all()
    for effect_id in due:
        deliver(office, effect_id, company_id)
    with office.unfenced() as session:
        left = session.scalars(select(EffectRow.id).where(*held)).all()
    return len(left) < len(due)
