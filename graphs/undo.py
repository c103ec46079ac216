"""The undo window: until when what a decision sets off is held."""

from datetime import datetime

from gates.moves import undo_until
from store.tables.gates import RequestRow


def leaves_at(request: RequestRow, at: datetime) -> datetime:
    """When an effect of this decision may leave: once its gate's undo window is over."""
    gate = request.ruled
    if request.closed_at is None:
        return at + gate.undo_window
    return max(at, undo_until(gate, request.closed_at))
