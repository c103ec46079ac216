"""The undo window: until when a decision's effects are held."""

from datetime import datetime

from gates.catalogue import GATES
from store.tables.gates import RequestRow


def leaves_at(request: RequestRow, at: datetime) -> datetime:
    """When an effect of this decision may leave: once its gate's undo window is over."""
    if request.closed_at is None:
        return at + GATES[request.gate].undo_window
    return max(at, request.closed_at + GATES[request.gate].undo_window)
