"""Wanting one more approval than the gate does, and doing without it again."""

from gates.deciding import votes_of
from gates.moves import check_adding, check_taking_back
from gates.rules import outcome, settled_choice
from gates.tiers import Assurance
from runtime.deciding import Answer
from runtime.inviting import invite
from runtime.moving import Scene, at_request
from runtime.office import Office
from store import added_seats, asked_requests, cases, people, requests, standing
from store.answering import lock


def add_approver(office: Office, whom: Answer, person: str, *, why: str) -> None:
    """Seat one person more, on top of the slate. Raises a `Refusal`; the person is mailed."""
    with at_request(office, whom) as scene:
        check_adding(scene.matter, person, why=why, by=scene.actor)
        session, request = scene.session, scene.request
        to = people.by_key(session, request.company_id, person)
        asked_requests.add_seat(
            session,
            scene.row,
            to,
            why=f"added by {scene.who.name}: “{why.strip()}”",
            added_by_id=scene.who.id,
        )
        invite(
            office,
            scene,
            to,
            step=f"added/{person}/{scene.at.isoformat()}",
            says=f"{scene.who.name}, {scene.who.title}, wants your approval too: “{why.strip()}”",
        )
        scene.write_history("approver_added", {"person": person, "why": why.strip()})


def take_back_approver(office: Office, whom: Answer, person: str, *, sure: Assurance) -> None:
    """Do without an added approver who hasn't answered. What is in may then be enough."""
    with at_request(office, whom) as scene:
        session, request = scene.session, scene.request
        adder = added_seats.added_by(session, request.id, person)
        check_taking_back(scene.matter, person, added_by=adder, by=scene.actor, sure=sure)
        seat = request.seat_of(person)
        assert seat is not None
        added_seats.remove(session, request.id, seat.seat_id)
        _close_if_met(office, scene)
        scene.write_history("approver_taken_back", {"person": person})


def _close_if_met(office: Office, scene: Scene) -> None:
    request = lock(scene.session, scene.request.id)
    assert request is not None
    gate, votes = request.ruled, votes_of(request.decisions)
    result = outcome(gate, seats=request.chairs, votes=votes)
    if result is None:
        return
    choice = settled_choice(gate, seats=request.chairs, votes=votes)
    requests.close(scene.row, result, choice, scene.at)
    standing.keep_settled(scene.session, request, choice, result)
    scene.session.flush()
    cases.ring(scene.session, request.case_id)
    office.defer(scene.session, request.case_id, request.company_id)
