"""Every cell of the policy table that a change turns, and what may be done without the gate."""

from collections.abc import Iterable

from gates.direction.aftermath import aftermath_cells
from gates.direction.cell import Cell, Turn
from gates.direction.closing import closing_cells
from gates.direction.limits import limit_cells
from gates.direction.settings import uncovered
from gates.direction.spoken import spoken_cells
from gates.direction.waiting import waiting_cells
from gates.playbook import Playbook


def turned(was: Playbook, now: Playbook) -> tuple[Cell, ...]:
    """Empty where both are the same policy."""
    gates = (
        cell
        for name, gate in was.ruled.items()
        for cells in (closing_cells, waiting_cells)
        for cell in cells(gate, now.ruled[name])
    )
    cells = (*gates, *limit_cells(was, now), *aftermath_cells(was, now), *spoken_cells(was, now))
    return (*cells, *uncovered(was, now, cells))


def of_turn(cells: Iterable[Cell], turn: Turn) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if cell.turn is turn)


def only_tightens(cells: Iterable[Cell]) -> bool:
    """One person may do that."""
    return all(cell.turn is Turn.TIGHTENED for cell in cells)


def told(cells: Iterable[Cell], *, each: int = 3) -> tuple[str, ...]:
    """A few lines of every setting that turns any, so that none hides behind another's many."""
    of: dict[str, list[Cell]] = {}
    for cell in cells:
        of.setdefault(cell.where, []).append(cell)
    return tuple(
        line
        for where, found in of.items()
        for line in (
            *(cell.says for cell in found[:each]),
            *([f"{where}: and {len(found) - each} more"] if len(found) > each else []),
        )
    )
