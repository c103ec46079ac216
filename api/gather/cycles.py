"""The board across cycles, from the board of each."""

from collections.abc import Sequence

from api import formats
from api.gather.board import Board
from api.gather.cut_off import cut_off
from api.gather.cycle import late_in, state_of
from api.gather.figures import part_of, with_late
from api.gather.hold_ups import hold_ups
from api.gather.kept import kept
from api.gather.steps import SETTLED
from api.gather.words import CLOSED_ACTIONS
from api.tongue import say
from api.views import words as titles
from api.views.cycles import CycleLine, CyclesView, Figure
from api.views.decision import Viewer
from gates.gate import Step


def cycles_view(boards: Sequence[Board], viewer: Viewer) -> CyclesView:
    lines = tuple(_line(board, viewer) for board in boards)
    running = sum(board.cycle.closed_at is None for board in boards)
    return CyclesView(
        summary=say(
            "{running} running, {closed} closed", running=running, closed=len(boards) - running
        ),
        lines=lines,
    )


def _line(board: Board, viewer: Viewer) -> CycleLine:
    path, cycle = f"/cycles/{board.cycle.id}", board.cycle
    closed = cycle.closed_at is not None
    return CycleLine(
        name=cycle.name,
        href=path,
        state=state_of(board, late_in(board, viewer)),
        step="" if closed else titles.STEPS[Step(cycle.step)],
        cut_off=cut_off(board, viewer, path),
        inputs=_inputs(board, viewer, f"{path}#h-inputs"),
        gates=_gates(board, viewer, f"{path}#h-gates"),
        actions=_actions(board, viewer, f"{path}#h-actions"),
        held=_held(board, viewer, f"{path}#h-holds"),
        kept=_kept(board, viewer, f"{path}#h-kept"),
    )


def _inputs(board: Board, viewer: Viewer, href: str) -> Figure | None:
    if not board.inputs:
        return None
    settled = sum(one.row.state in SETTLED for one in board.inputs)
    late = sum(one.row.state not in SETTLED and one.row.due_at < viewer.now for one in board.inputs)
    return part_of(settled, len(board.inputs), late if board.cycle.closed_at is None else 0, href)


def _actions(board: Board, viewer: Viewer, href: str) -> Figure | None:
    if not board.actions:
        return None
    closed = sum(one.row.state in CLOSED_ACTIONS for one in board.actions)
    late = sum(
        one.row.state not in CLOSED_ACTIONS and one.row.due_at < viewer.now for one in board.actions
    )
    return part_of(closed, len(board.actions), late, href)


def _gates(board: Board, viewer: Viewer, href: str) -> Figure | None:
    if not board.gates:
        return None
    late = sum(one.due_at < viewer.now for one in board.gates)
    return with_late(say("{count} open", count=len(board.gates)), late, href)


def _held(board: Board, viewer: Viewer, href: str) -> Figure | None:
    found = hold_ups(board, viewer)
    if not found:
        return None
    more = len(found) - 1
    return Figure(
        says=found[0].who,
        href=href,
        note=f"{found[0].what} · {found[0].left}" + (f" · +{formats.number(more)}" if more else ""),
        tone=found[0].tone,
    )


def _kept(board: Board, viewer: Viewer, href: str) -> Figure | None:
    kinds = list(kept(board.commitments, board.came, viewer))
    if not kinds:
        return None
    short, due = sum(one.short for one in kinds), sum(one.due for one in kinds)
    silent = sum(one.unreported for one in kinds)
    notes = (
        say("{count} short", count=short) if short else "",
        say("{count} not reported", count=silent) if silent else "",
    )
    return Figure(
        says=say("{part} of {whole}", part=sum(one.kept for one in kinds), whole=due),
        href=href,
        note=" · ".join(filter(None, notes)),
        tone="bad" if short else "",
    )
