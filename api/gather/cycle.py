"""The cycle board from the store: what is late, whose it is, and what it holds up."""

from collections.abc import Sequence

from api import formats
from api.gather.absences import away
from api.gather.actions import actions_gantt, actions_view
from api.gather.board import Board
from api.gather.cut_off import cut_off
from api.gather.hold_ups import expired, hold_ups
from api.gather.inputs import summary
from api.gather.kept import kept
from api.gather.matrix import inputs_matrix
from api.gather.steps import steps
from api.gather.troubles import summary as summary_of_troubles
from api.gather.troubles import troubles
from api.gather.words import CLOSED_ACTIONS
from api.tongue import say
from api.views import words as titles
from api.views.cycle import CycleBoardView, GateLine
from api.views.decision import RequestFacts, Viewer
from api.views.frame import State
from api.views.waited import expired_words
from store.reading_people import OWED


def cycle_view(board: Board, viewer: Viewer, message: str = "") -> CycleBoardView:
    late = late_in(board, viewer)
    done = actions_view(board.actions, viewer)
    now = formats.moment(viewer.now)
    day = (viewer.now - board.cycle.opened_at).days + 1
    return CycleBoardView(
        title=say("{cycle} cycle", cycle=board.cycle.name),
        state=state_of(board, late),
        subtitle=say("{now} · day {day}", now=now, day=day),
        steps=steps(board.cycle, board.inputs, board.gates, board.actions, board.constraints),
        inputs=inputs_matrix(board.inputs, viewer, summary(board.inputs, viewer)),
        hold_ups=hold_ups(board, viewer),
        gates=tuple(_gate(facts, viewer) for facts in board.gates),
        gates_summary=_gates_summary(board.gates, viewer),
        gantt=actions_gantt(board.actions, viewer),
        actions=(*done.open, *done.closed),
        actions_summary=done.summary,
        kept=tuple(kept(board.commitments, board.came, viewer)),
        cut_off=cut_off(board, viewer),
        troubles=troubles(board.stuck, board.unsure, board.menders, viewer),
        troubles_summary=summary_of_troubles(board.stuck, board.unsure),
        message=message,
        working=board.working,
        away=away(board.gates, board.inputs, board.absences, viewer),
        replies=formats.count(board.replies, "reply", "replies") if board.replies else "",
        wordings=formats.count(board.wordings, "wording", "wordings") if board.wordings else "",
    )


def late_in(board: Board, viewer: Viewer) -> int:
    """How much of it is past its day: inputs, gates, actions."""
    owed = [one for one in board.inputs if one.row.state in OWED and one.row.due_at < viewer.now]
    gates = [facts for facts in board.gates if facts.due_at < viewer.now]
    actions = [
        one
        for one in board.actions
        if one.row.due_at < viewer.now and one.row.state not in CLOSED_ACTIONS
    ]
    return len(owed) + len(gates) + len(actions)


def state_of(board: Board, late: int) -> State:
    """In one word."""
    if board.cycle.closed_at:
        return State(word=say("Closed"), icon="check", tone="good")
    if failed := sum(case.failed for case in board.stuck):
        return State(word=say("{failed} can’t go on", failed=failed), icon="alert", tone="bad")
    if late:
        return State(word=say("{late} late", late=late), icon="clock", tone="warn")
    return State(word=say("On time"), icon="check", tone="good")


def _gate(facts: RequestFacts, viewer: Viewer) -> GateLine:
    due = facts.due_at.astimezone(viewer.zone)
    answered = sum(seat.decision is not None for seat in facts.seats)
    return GateLine(
        href=f"/requests/{facts.request_id}",
        question=facts.brief.question,
        step=titles.STEPS[facts.gate.step],
        seats=say("{answered} of {seats} answered", answered=answered, seats=len(facts.seats)),
        due_at=due,
        due_left=formats.left(due, viewer.now),
        near=formats.is_near(due, viewer.now),
        silence=facts.brief.silence.headline,
        expired=expired(facts, viewer),
        stake=formats.eur(facts.brief.stake.amount_eur),
    )


def _gates_summary(gates: Sequence[RequestFacts], viewer: Viewer) -> str:
    late = sum(facts.due_at < viewer.now for facts in gates)
    over = sum(bool(expired_words(facts.chases)) for facts in gates)
    ended = say(", {expired} expired", expired=over) if over else ""
    past = late or say("none")
    return say("{gates} open, {late} past the deadline", gates=len(gates), late=past) + ended
