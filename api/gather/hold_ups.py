"""Who is waited for in a cycle: at gates, for inputs, and with actions that are late."""

from api import formats
from api.gather.board import Board
from api.gather.inputs import state_of
from api.gather.words import CLOSED_ACTIONS
from api.tongue import say, within
from api.views import words as titles
from api.views.cycle import HoldUp
from api.views.decision import RequestFacts, Viewer
from api.views.waited import cost_words, expired_words
from planning import written
from store.reading_actions import ActionRecord
from store.reading_inputs import InputRecord
from store.reading_people import OWED


def hold_ups(board: Board, viewer: Viewer) -> tuple[HoldUp, ...]:
    """The nearest deadline first."""
    gates = [(facts.due_at, _gate_hold(facts, viewer)) for facts in board.gates]
    inputs = [
        (record.row.due_at, _input_hold(record, viewer))
        for record in board.inputs
        if record.row.state in OWED
    ]
    actions = [
        (record.row.due_at, _action_hold(record, board, viewer))
        for record in board.actions
        if record.row.state not in CLOSED_ACTIONS and record.row.due_at < viewer.now
    ]
    found = sorted([*gates, *inputs, *actions], key=lambda one: one[0])
    return tuple(hold for _, hold in found)


def expired(facts: RequestFacts, viewer: Viewer) -> str:
    whose = expired_words(facts.chases)
    if not whose:
        return ""
    cost = cost_words(facts.brief, due_at=facts.due_at, now=viewer.now, zone=viewer.zone)
    return f"{whose}. {formats.headline(cost)}"


def _gate_hold(facts: RequestFacts, viewer: Viewer) -> HoldUp:
    due = facts.due_at.astimezone(viewer.zone)
    return HoldUp(
        who=_named(facts, viewer),
        what=within(say(facts.gate.title)),
        holds=say("Holds {step}", step=titles.STEPS[facts.gate.step]),
        next_step=expired(facts, viewer)
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


def _action_hold(record: ActionRecord, board: Board, viewer: Viewer) -> HoldUp:
    due = record.row.due_at.astimezone(viewer.zone)
    after = [one.row.title for one in board.actions if record.row.key in one.row.depends_on]
    return HoldUp(
        who=say("You") if record.owner.key == viewer.key else record.owner.name,
        what=record.row.title,
        holds=say("Holds {what}", what=written.listed(after)) if after else say("Holds no other"),
        next_step=say("Due {moment}", moment=formats.moment(due)),
        stake=formats.eur(record.stake_eur),
        left=formats.left(due, viewer.now),
        tone="bad",
        href=f"/actions/{record.row.id}",
    )


def _tone(late: bool, near: bool) -> str:  # noqa: FBT001 # two facts of one deadline
    return "bad" if late else "warn" if near else ""
