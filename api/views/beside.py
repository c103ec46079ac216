"""What stands beside a brief on its page: the record, what was changed, held or put aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from api.views.moves import held_until, sleeps_until
from api.views.options import ChangedView, changed_views
from api.views.record import RecordLine, record_of

if TYPE_CHECKING:
    from api.views.decision import RequestFacts, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    held_until: datetime | None
    """Until when what was decided may be withdrawn; None where nothing is held."""
    snoozed: str
    """Until when the viewer put it aside; empty where they didn't."""
    record: tuple[RecordLine, ...]
    changed: tuple[ChangedView, ...]
    only_chooses: bool


def beside_of(facts: "RequestFacts", viewer: "Viewer") -> BesideView:
    names = {seat.person: seat.name for seat in facts.seats}
    snooze = facts.around.snooze
    return BesideView(
        held_until=_held_until(facts, viewer),
        snoozed=sleeps_until(snooze, names, viewer) if snooze else "",
        record=record_of(facts.gate, facts.brief, facts.seats, facts.around.remarks, viewer.zone),
        changed=changed_views(facts.brief),
        only_chooses=facts.gate.only_chooses,
    )


def _held_until(facts: "RequestFacts", viewer: "Viewer") -> datetime | None:
    until = held_until(facts.gate, facts.around)
    if until is None or until <= viewer.now or facts.outcome != "approved":
        return None
    return until.astimezone(viewer.zone)
