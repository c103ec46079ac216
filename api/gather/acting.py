"""The form with which an action's owner answers; for nobody else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from api.acting_form import TypedAnswer
from api.views.acting import ActingForm, Person
from api.views.decision import Viewer
from gates.action import OPEN, ActionState
from gates.evidence import EvidenceKind, restore_predicate
from runtime.acted import COUNTED
from store.people import Addressee
from store.reading_actions import ActionRecord


def acting_form(
    record: ActionRecord, people: Iterable[Addressee], viewer: Viewer
) -> ActingForm | None:
    state = ActionState(record.row.state)
    if record.owner.key != viewer.key or state not in OPEN or state is ActionState.WAITING:
        return None
    wanted = restore_predicate(record.row.done_when)
    return ActingForm(
        action=f"/actions/{record.row.id}/answers",
        answer_id=str(uuid4()),
        closes_by=wanted.says,
        wants_number=wanted.kind in COUNTED,
        wants_day=wanted.by is not None and wanted.kind in COUNTED,
        wants_file=wanted.kind is EvidenceKind.FILE,
        at_work=state is ActionState.IN_PROGRESS,
        soonest=viewer.now.date() + timedelta(days=1),
        people=tuple(Person(key=one.key, name=one.name) for one in people if one.key != viewer.key),
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
    return replace(
        form, answer_id=str(said.answer_id), opened=said.doing.value, typed=typed, wrong=wrong
    )
