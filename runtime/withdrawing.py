"""Taking one's own answer back while nothing of it has left."""

from gates.errors import LookedAtAgain, UndoIsOver
from gates.moves import check_withdrawing
from runtime.deciding import Answer
from runtime.moving import Scene, at_request
from runtime.office import Office
from store import cases, effects, executed, looks, requests, standing
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
    standing.end_premises(scene.session, scene.request.id, at=scene.at)
    requests.reopen(scene.row)
    cases.ring(scene.session, scene.request.case_id)
    office.defer(scene.session, scene.request.case_id, scene.request.company_id)
