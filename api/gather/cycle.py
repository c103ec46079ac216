"""The cycle board from the store: what is late, whose it is, and what it holds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from api import formats
from api.gather.absences import away
from api.gather.actions import actions_gantt
from api.gather.inputs import state_of, summary
from api.gather.matrix import inputs_matrix
from api.gather.steps import steps
from api.gather.troubles import summary as summary_of_troubles
from api.gather.troubles import troubles
from api.tongue import say, within
from api.views import words as titles
from api.views.cycle import CycleBoardView, GateLine, HoldUp
from api.views.decision import RequestFacts, Viewer
from api.views.frame import State
from api.views.waited import cost_words, expired_words
from api.views.working import WorkingView
from store.reading_absences import Absence
from store.reading_actions import ActionRecord
from store.reading_inputs import InputRecord
from store.reading_people import OWED
from store.reading_troubles import StuckCase, StuckEffect
from store.tables.cycles import CycleRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything the board shows, as read."""

    cycle: CycleRow
    inputs: Sequence[InputRecord]
    gates: Sequence[RequestFacts]
    actions: Sequence[ActionRecord]
    constraints: int
    stuck: Sequence[StuckCase]
    unsure: Sequence[StuckEffect]
    menders: Sequence[PersonRow]
    """Who may set a case going again."""
    absences: Mapping[str, Absence] = field(default_factory=dict[str, Absence])
    """By person, what their last message said."""
    working: tuple[WorkingView, ...] = ()
    """What is being computed."""
    replies: int = 0
    """How many replies couldn't be taken as they stand."""


def cycle_view(board: Board, viewer: Viewer, message: str = "") -> CycleBoardView:
    late = _late(board, viewer)
    now = formats.moment(viewer.now)
    day = (viewer.now - board.cycle.opened_at).days + 1
    return CycleBoardView(
        title=say("{cycle} cycle", cycle=board.cycle.name),
        state=_state(board, late),
        subtitle=say("{now} · day {day}", now=now, day=day),
        steps=steps(board.cycle, board.inputs, board.gates, board.actions, board.constraints),
        inputs=inputs_matrix(board.inputs, viewer, summary(board.inputs, viewer)),
        hold_ups=tuple(hold for _, hold in sorted(_hold_ups(board, viewer), key=lambda h: h[0])),
        gates=tuple(_gate(facts, viewer) for facts in board.gates),
        gates_summary=_gates_summary(board.gates, viewer),
        gantt=actions_gantt(board.actions, viewer),
        troubles=troubles(board.stuck, board.unsure, board.menders, viewer),
        troubles_summary=summary_of_troubles(board.stuck, board.unsure),
        message=message,
        working=board.working,
        away=away(board.gates, board.absences, viewer),
        replies=formats.count(board.replies, "reply", "replies") if board.replies else "",
    )


def _late(board: Board, viewer: Viewer) -> int:
    owed = [one for one in board.inputs if one.row.state in OWED and one.row.due_at < viewer.now]
    gates = [facts for facts in board.gates if facts.due_at < viewer.now]
    return len(owed) + len(gates)


def _state(board: Board, late: int) -> State:
    if board.cycle.closed_at:
        return State(word=say("Closed"), icon="check", tone="good")
    if failed := sum(case.failed for case in board.stuck):
        return State(word=say("{failed} can’t go on", failed=failed), icon="alert", tone="bad")
    if late:
        return State(word=say("{late} late", late=late), icon="clock", tone="warn")
    return State(word=say("On time"), icon="check", tone="good")


def _hold_ups(board: Board, viewer: Viewer) -> list[tuple[float, HoldUp]]:
    """Who is waited for, the nearest deadline first."""
    gates = [(facts.due_at.timestamp(), _gate_hold(facts, viewer)) for facts in board.gates]
    inputs = [
        (record.row.due_at.timestamp(), _input_hold(record, viewer))
        for record in board.inputs
        if record.row.state in OWED
    ]
    return gates + inputs


def _gate_hold(facts: RequestFacts, viewer: Viewer) -> HoldUp:
    due = facts.due_at.astimezone(viewer.zone)
    return HoldUp(
        who=_named(facts, viewer),
        what=within(say(facts.gate.title)),
        holds=say("Holds {step}", step=titles.STEPS[facts.gate.step]),
        next_step=_expired(facts, viewer)
        or say(
            "Due {moment}, then: {headline}",
            moment=formats.moment(due),
            headline=facts.brief.silence.headline,
        ),
        stake=formats.eur(facts.brief.stake.amount_eur),
        left=formats.left(due, viewer.now),
        tone=_tone(due < viewer.now, formats.is_near(due, viewer.now)),
        href=f"/requests/{facts.request_id}",
    )


def _expired(facts: RequestFacts, viewer: Viewer) -> str:
    whose = expired_words(facts.chases)
    if not whose:
        return ""
    cost = cost_words(facts.brief, due_at=facts.due_at, now=viewer.now, zone=viewer.zone)
    return f"{whose}. {formats.headline(cost)}"


def _named(facts: RequestFacts, viewer: Viewer) -> str:
    """Who has not answered, the reader first and as “you”."""
    waited = [seat for seat in facts.seats if seat.decision is None]
    mine = [say("You")] if any(seat.person == viewer.key for seat in waited) else []
    return ", ".join([*mine, *(seat.name for seat in waited if seat.person != viewer.key)])


def _input_hold(record: InputRecord, viewer: Viewer) -> HoldUp:
    due = record.row.due_at.astimezone(viewer.zone)
    return HoldUp(
        who=say("You") if record.owner.key == viewer.key else record.owner.name,
        what=say("the {title}", title=record.row.title),
        holds=say("Holds the baseline · {word}", word=within(state_of(record, viewer).word)),
        next_step=say("Due {moment}", moment=formats.moment(due)),
        stake="",
        left=formats.left(due, viewer.now),
        tone=_tone(due < viewer.now, formats.is_near(due, viewer.now)),
        href=f"/inputs/{record.row.id}",
    )


def _tone(late: bool, near: bool) -> str:  # noqa: FBT001 # two facts of one deadline
    return "bad" if late else "warn" if near else ""


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
        expired=_expired(facts, viewer),
        stake=formats.eur(facts.brief.stake.amount_eur),
    )


def _gates_summary(gates: Sequence[RequestFacts], viewer: Viewer) -> str:
    late = sum(facts.due_at < viewer.now for facts in gates)
    expired = sum(bool(expired_words(facts.chases)) for facts in gates)
    ended = say(", {expired} expired", expired=expired) if expired else ""
    past = late or say("none")
    return say("{gates} open, {late} past the deadline", gates=len(gates), late=past) + ended
