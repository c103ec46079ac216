"""From the ledger and the actions' history to the outbox, once a subscription and event."""

import json
from collections.abc import Iterator

from sqlalchemy.orm import Session

from runtime.hooks.event import Told, of_action, of_commitments, of_ledger
from runtime.hooks.kinds import OF_LEDGER, Kind
from runtime.office import Office
from store import effects, hooks, posts
from store.cases import fence
from store.effects import NewEffect
from store.reading_people import company, names
from store.reading_plans import committed_in
from store.tables.hooks import HookRow
from store.tables.ledger import LedgerEventRow


def tell_hooks(office: Office) -> int:
    """Put in the outbox what subscriptions haven't been told; says how much that was."""
    with office.unfenced() as session:
        behind = hooks.behind(session)
    return sum(_tell(office, hook_id) for hook_id in behind)


def _tell(office: Office, hook_id: int) -> int:
    with office.unfenced() as session:
        hook = hooks.locked(session, hook_id)
        if hook is None:
            return 0
        fence(session, hook.company_id)
        slug = company(session, hook.company_id).slug
        source = f"{office.settings.base_url}/companies/{slug}"
        found = [*_of_ledger(session, hook, source), *_of_actions(session, hook, source)]
        return sum(_hold(office, session, hook, one) for one in found)


def _hold(office: Office, session: Session, hook: HookRow, told: Told) -> bool:
    new = NewEffect(
        key=f"hook/{hook.id}/{told.key}",
        kind=posts.KIND,
        content={"hook": hook.id, "event": told.event},
        held_until=office.now(),
    )
    return effects.hold(session, hook.company_id, new, at=office.now()) is not None


def _of_ledger(session: Session, hook: HookRow, source: str) -> Iterator[Told]:
    for row in hooks.untold_events(session, hook):
        hook.told_seq = row.seq
        kind = OF_LEDGER.get(row.kind)
        if kind is not None and _wants(hook, kind):
            yield of_ledger(row, source)
        if kind is Kind.PLAN and _wants(hook, Kind.COMMITMENTS):
            yield _commitments(session, hook, row, source)


def _wants(hook: HookRow, kind: Kind) -> bool:
    return not hook.kinds or kind.value in hook.kinds


def _commitments(session: Session, hook: HookRow, row: LedgerEventRow, source: str) -> Told:
    said = json.loads(row.content)
    cycle_id, version = int(said["subject"].partition(":")[2]), int(said["facts"]["version"])
    return of_commitments(row, committed_in(session, hook.company_id, cycle_id, version), source)


def _of_actions(session: Session, hook: HookRow, source: str) -> Iterator[Told]:
    people = names(session, hook.company_id)
    for update, action in hooks.untold_updates(session, hook):
        hook.told_update = max(hook.told_update, update.id)
        if _wants(hook, Kind.ACTION):
            yield of_action(update, action, people[action.owner_id].key, source)
