"""What stands beside a brief on its page: the record, what was changed, held or put aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from api.views.moves import held_until, sleeps_until
from api.views.options import ChangedView, changed_views
from api.views.own import OwnLine, own_lines
from api.views.record import RecordLine, record_of
from gates.catalogue import REVIEW, TRADE_OFF
from planning.scenario import DO_NOTHING

if TYPE_CHECKING:
    from api.views.decision import RequestFacts, Viewer

TRIED_AT = frozenset({REVIEW.name, TRADE_OFF.name})
"""Gates that are shown the options while they can still change."""
FIXED = frozenset({DO_NOTHING, "as_agreed"})
"""Nothing in them can be changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    held_until: datetime | None
    """Until when what was decided may be withdrawn; None where nothing is held."""
    snoozed: str
    """Until when the viewer put it aside; empty where they didn't."""
    record: tuple[RecordLine, ...]
    changed: tuple[ChangedView, ...]
    only_chooses: bool
    own: tuple[OwnLine, ...] = ()
    tries: tuple[tuple[str, str], ...] = ()
    """Key and name of every drafted option that can be tried with other values."""


def beside_of(facts: "RequestFacts", viewer: "Viewer") -> BesideView:
    names = {seat.person: seat.name for seat in facts.seats}
    snooze = facts.around.snooze
    return BesideView(
        held_until=_held_until(facts, viewer),
        snoozed=sleeps_until(snooze, names, viewer) if snooze else "",
        record=record_of(facts.gate, facts.brief, facts.seats, facts.around, viewer.zone),
        changed=changed_views(facts.brief),
        only_chooses=facts.gate.only_chooses,
        own=own_lines(facts.path, facts.brief, facts.around.own, viewer.zone),
        tries=_tries(facts),
    )


def _tries(facts: "RequestFacts") -> tuple[tuple[str, str], ...]:
    """Of a cycle's own options, those with values in them; doing nothing has none."""
    if facts.outcome is not None or facts.gate.name not in TRIED_AT:
        return ()
    return tuple(
        (one.key, one.name)
        for one in facts.brief.options
        if one.changed_from is None and one.key not in FIXED
    )


def _held_until(facts: "RequestFacts", viewer: "Viewer") -> datetime | None:
    until = held_until(facts.gate, facts.around)
    if until is None or until <= viewer.now or facts.outcome != "approved":
        return None
    return until.astimezone(viewer.zone)
