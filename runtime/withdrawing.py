"""Taking one's own answer back while nothing of it has left."""

from gates.deciding import Decision
from gates.errors import LookedAtAgain, UndoIsOver
from gates.moves import check_withdrawing
from graphs.opening_cases import start_in
from runtime.deciding import Answer
from runtime.moving import Scene, at_request
from runtime.office import Office
from store import (
    cases,
    changes,
    company_data,
    effects,
    executed,
    looks,
    requests,
    standing,
)
from store.changes import NewChange
from store.tables.cycles import CycleRow
from store.tables.gates import DecisionRow


def withdraw(office: Office, whom: Answer, *, reason: str = "") -> None:
    """End the answer; if it closed the request, everything held goes with it and it waits again.

    Raises a `Refusal`. Execution holds the same lock, so either it begins or this succeeds.
    """
    with at_request(office, whom) as scene:
        begun = executed.has_begun(scene.session, scene.request.id)
        taken = check_withdrawing(scene.matter, begun=begun, by=scene.actor, at=scene.at)
        decision = scene.session.get_one(DecisionRow, taken.decision_id)
        decision.ended_at, decision.ended_why = scene.at, "withdrawn"
        closed = scene.row.closed_at is not None
        if closed:
            _open_again(office, scene)
            _look_at_new_data(office, scene, taken)
        scene.session.flush()
        scene.write_history(
            "withdrawn",
            {"decision": str(taken.decision_id), "reopened": closed, "reason": reason.strip()},
        )
    office.reached("decision.withdrawn")


def _open_again(office: Office, scene: Scene) -> None:
    if looks.is_suspended(scene.session, scene.request.id):
        raise LookedAtAgain
    if not effects.withdraw_together(scene.session, scene.request.id):
        raise UndoIsOver
    for one in (scene.row, *looks.looks_at(scene.session, scene.request.id)):
        standing.end_premises(scene.session, one.id, at=scene.at)
    requests.reopen(scene.row)
    cases.ring(scene.session, scene.request.case_id)
    office.defer(scene.session, scene.request.case_id, scene.request.company_id)


def _look_at_new_data(office: Office, scene: Scene, taken: Decision) -> None:
    """Loaded while it was signed, it was only compared with what was signed: now it is drafted on.

    So nobody signs anew what is out of date.
    """
    if not company_data.has_moved(scene.session, scene.row):
        return
    cycle = scene.session.get_one(CycleRow, scene.row.cycle_id)
    new = NewChange(key=f"withdrawn/{taken.decision_id}", kind="data", at=scene.at)
    if (change_id := changes.note(scene.session, cycle, new)) is not None:
        start_in(office.tools, scene.session, cycle, "change", change_id)
