"""What a change turns, as a page shows it: by direction, then by setting, every cell of each."""

from collections.abc import Iterable, Sequence

from api.playbook_form import saying
from api.views.frame import State
from api.views.playbook import CellLine, TurnedSetting, TurnView
from gates.direction.cell import Cell, Turn
from gates.direction.comparing import of_turn, only_tightens

SHOWN = 4
STATES = {
    Turn.RELAXED: ("Relaxed", State(word="less control", icon="alert", tone="warn")),
    Turn.TIGHTENED: ("Tightened", State(word="more control", icon="check", tone="good")),
    Turn.CHANGED: ("Changed", State(word="neither", icon="none", tone="idle")),
}


def turns_of(cells: Sequence[Cell]) -> tuple[TurnView, ...]:
    return tuple(
        TurnView(title=title, state=state, settings=tuple(_settings(found)))
        for turn, (title, state) in STATES.items()
        if (found := of_turn(cells, turn))
    )


def _settings(cells: Iterable[Cell]) -> Iterable[TurnedSetting]:
    of: dict[str, list[Cell]] = {}
    for cell in cells:
        of.setdefault(cell.where, []).append(cell)
    for where, found in of.items():
        yield TurnedSetting(
            setting=saying.setting(where),
            cells=tuple(map(_line, found[:SHOWN])),
            rest=tuple(map(_line, found[SHOWN:])),
        )


def _line(cell: Cell) -> CellLine:
    return CellLine(when=cell.when, was=cell.was, now=cell.now)


def takes(cells: Sequence[Cell], unproven: Sequence[str] = ()) -> str:
    """What it takes to make the change active."""
    if not cells:
        return "The same policy: nothing turns."
    if only_tightens(cells) and unproven:
        said = ", ".join(unproven)
        return f"It tightens, which the database can’t tell of {said}: it needs its gate."
    if only_tightens(cells):
        return "It only tightens: one person may make it active."
    return "It does more than tighten: it needs its gate, and never its author’s approval."
