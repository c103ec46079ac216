"""The form with which an action's owner answers; for nobody else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from api import formats
from api.acting_form import TypedAnswer
from api.views.acting import ActingForm, OfferForm, PartRow, Person
from api.views.decision import Viewer
from gates.action import OPEN, ActionState
from gates.evidence import EvidenceKind, restore_predicate
from gates.splitting import bound_of
from runtime.acted import COUNTED
from store.people import Addressee
from store.reading_actions import ActionRecord, OfferRecord

ROWS = 4
"""Parts a split has room for on the page; each can be split again by its owner."""


def acting_form(
    record: ActionRecord,
    people: Iterable[Addressee],
    viewer: Viewer,
    *,
    action: str,
    offered_to: str = "",
) -> ActingForm | None:
    state = ActionState(record.row.state)
    if record.owner.key != viewer.key or state not in OPEN or state is ActionState.WAITING:
        return None
    wanted = restore_predicate(record.row.done_when)
    whole = bound_of(wanted)
    return ActingForm(
        action=action,
        answer_id=str(uuid4()),
        closes_by=wanted.says,
        wants_number=wanted.kind in COUNTED,
        wants_day=wanted.by is not None and wanted.kind in COUNTED,
        wants_file=wanted.kind is EvidenceKind.FILE,
        at_work=state is ActionState.IN_PROGRESS,
        soonest=viewer.now.date() + timedelta(days=1),
        people=tuple(Person(key=one.key, name=one.name) for one in people),
        whole=f"{whole:,f}" if whole is not None else "",
        last_day=record.row.due_at.astimezone(viewer.zone).date(),
        me=viewer.key,
        may_split=wanted.at_least is None or wanted.at_most is None,
        offered_to=offered_to,
        rows=(PartRow(),) * ROWS,
    )


def offer_form(offer: OfferRecord | None, viewer: Viewer, *, action: str) -> OfferForm | None:
    if offer is None or offer.receiver.key != viewer.key:
        return None
    return OfferForm(
        action=action,
        answer_id=str(uuid4()),
        giver=offer.giver.name,
        reason=offer.row.reason,
        answer_by=formats.moment(offer.row.due_at.astimezone(viewer.zone)),
    )


def as_typed(form: ActingForm | None, said: TypedAnswer, wrong: str) -> ActingForm | None:
    """The form with what came in it, opened where it has to be corrected."""
    if form is None:
        return None
    typed: Mapping[str, str] = {
        "day": said.day,
        "quantity": said.quantity,
        "to": said.to,
        "reason": said.reason,
    }
    typed_rows = [PartRow(to=t, share=s, words=w, day=d) for t, s, w, d in said.rows()]
    rows = (*typed_rows, *form.rows[len(typed_rows) :])
    return replace(
        form,
        answer_id=str(said.answer_id),
        opened=said.doing.value,
        typed=typed,
        wrong=wrong,
        rows=rows,
    )
