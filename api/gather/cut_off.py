"""What of a cycle is over next, and in how many days: its inputs, a gate, or an action."""

from datetime import datetime

from api import formats
from api.gather.board import Board
from api.gather.words import CLOSED_ACTIONS
from api.tongue import say
from api.views.cycles import Figure
from api.views.decision import Viewer
from store.reading_people import OWED


def cut_off(board: Board, viewer: Viewer, path: str = "") -> Figure | None:
    """The inputs' cut-off while one is owed, then the first open gate's, then an action's."""
    cycle = board.cycle
    if cycle.closed_at is not None:
        return None
    if any(record.row.state in OWED for record in board.inputs):
        return _until(say("Inputs"), cycle.inputs_due_at, viewer, f"{path}#h-inputs")
    if board.gates:
        due = min(facts.due_at for facts in board.gates)
        return _until(say("Decide by"), due, viewer, f"{path}#h-gates")
    still = [r.row.due_at for r in board.actions if r.row.state not in CLOSED_ACTIONS]
    return _until(say("Action"), min(still), viewer, f"{path}#h-actions") if still else None


def _until(what: str, due: datetime, viewer: Viewer, href: str) -> Figure:
    at = due.astimezone(viewer.zone)
    tone = "bad" if at < viewer.now else "warn" if formats.is_near(at, viewer.now) else ""
    left = formats.left(at, viewer.now)
    return Figure(says=f"{what} {left}", href=href, note=formats.moment(at), tone=tone)
