"""Everything the page of one action shows, to whoever looks at it by whatever way."""

from dataclasses import replace

from sqlalchemy.orm import Session

from api import formats
from api.acting_form import TypedAnswer
from api.gather.acting import acting_form, as_typed, offer_form
from api.gather.actions import action_line, action_page
from api.refused import refused_words
from api.tongue import say
from api.views.actions import ActionPage
from api.views.decision import Viewer
from gates.action import OPEN, ActionState
from gates.errors import Refusal
from store import imports
from store.people import everyone
from store.reading_actions import (
    OfferRecord,
    action_record,
    actions_of,
    offer_now,
    parts_of,
    updates_of,
)


def one_action(
    session: Session,
    company_id: int,
    action_id: int,
    viewer: Viewer,
    *,
    action: str,
    typed: TypedAnswer | None = None,
    refusal: Refusal | None = None,
) -> ActionPage | None:
    """None where the company has no such action. `action` is where its forms are sent."""
    record = action_record(session, company_id, action_id)
    if record is None:
        return None
    siblings = actions_of(session, company_id, record.row.cycle_id)
    titled = {one.row.key: one.row.title for one in siblings}
    offered, parts = offer_now(session, action_id), parts_of(session, company_id, action_id)
    form = acting_form(
        record,
        everyone(session, company_id),
        viewer,
        action=action,
        offered_to=offered.receiver.name if offered else "",
    )
    if any(ActionState(part.row.state) in OPEN for part in parts):
        form = None
    if typed is not None and refusal is not None:
        form = as_typed(form, typed, refused_words(refusal))
    whole = action_record(session, company_id, record.row.part_of or 0)
    page = action_page(record, updates_of(session, company_id, action_id), titled, viewer, form)
    return replace(
        page,
        message=refused_words(refusal) if refusal and form is None else "",
        offer=offer_form(offered, viewer, action=action),
        offered=_offered(offered, viewer),
        origin=_origin(session, action_id),
        parts=tuple(action_line(part, titled, viewer) for part in parts),
        whole=action_line(whole, titled, viewer) if whole else None,
    )


def _origin(session: Session, action_id: int) -> str:
    found = imports.origin_of(session, action_id)
    if not found:
        return ""
    return say("Imported from {file}, {place}", file=found[1].file_name, place=found[0].source)


def _offered(offered: OfferRecord | None, viewer: Viewer) -> str:
    if offered is None:
        return ""
    ends = formats.moment(offered.row.due_at.astimezone(viewer.zone))
    return say("{who} is asked to take it over, until {when}", who=offered.receiver.name, when=ends)
