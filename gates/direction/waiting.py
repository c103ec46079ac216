"""How long a gate waits, to whom it is taken, how sure its answers are, and what it holds."""

from collections.abc import Iterator
from itertools import zip_longest

from gates.direction.cell import Cell, Turn, counted
from gates.gate import Gate, Rung
from gates.policies import HOUR
from gates.tiers import Assurance


def waiting_cells(was: Gate, now: Gate) -> Iterator[Cell]:
    where = f"gates.{was.name}"
    yield from _answers(was, now, where)
    yield from counted(
        f"{where}.undo_minutes",
        "minutes its effects are held",
        was.undo_minutes,
        now.undo_minutes,
        more=Turn.TIGHTENED,
    )
    yield from counted(
        f"{where}.remind_before_hours",
        "reminders before its deadline",
        len(was.remind_before),
        len(now.remind_before),
        more=Turn.TIGHTENED,
    )
    if len(was.remind_before) == len(now.remind_before) and was.remind_before != now.remind_before:
        yield Cell(
            where=f"{where}.remind_before_hours",
            when="reminders come",
            was=_hours(was),
            now=_hours(now),
            turn=Turn.CHANGED,
        )
    yield from _asked(was, now, where)


def _hours(gate: Gate) -> str:
    return ", ".join(f"{before // HOUR} h" for before in gate.remind_before) + " before"


def _answers(was: Gate, now: Gate, where: str) -> Iterator[Cell]:
    """An answer of each assurance: taken or refused; several at once: taken or refused."""
    for sure in Assurance:
        before, after = sure >= was.policy.least, sure >= now.policy.least
        yield from _taken(f"{where}.tier", f"answered by {sure.name.lower()}", before, after)
    at_once = (was.policy.together, now.policy.together)
    yield from _taken(f"{where}.tier", "answered together with others", *at_once)


def _taken(where: str, when: str, was: bool, now: bool) -> Iterator[Cell]:  # noqa: FBT001 was, now
    if was != now:
        said = {True: "taken", False: "refused"}
        turn = Turn.RELAXED if now else Turn.TIGHTENED
        yield Cell(where=where, when=when, was=said[was], now=said[now], turn=turn)


def _asked(was: Gate, now: Gate, where: str) -> Iterator[Cell]:
    """Who is asked so many hours after the question, one after another, and who takes it over."""
    for n, (before, after) in enumerate(zip_longest(was.chain, now.chain), 1):
        at = f"{where}.then" if n > 1 else f"{where}.escalates_to"
        if before is None or after is None:
            turn = Turn.RELAXED if after is None else Turn.TIGHTENED
            old, new = _who(before), _who(after)
            yield Cell(where=at, when=f"asked as number {n}", was=old, now=new, turn=turn)
            continue
        yield from _rung(at, f"asked as number {n}", (was, before), (now, after))
    yield from _rung(f"{where}.expires", "takes it over", (was, was.expires), (now, now.expires))


def _rung(where: str, when: str, was: tuple[Gate, Rung], now: tuple[Gate, Rung]) -> Iterator[Cell]:
    """Another person may let pass what this one didn't, so that counts as a relaxation."""
    (old_gate, old), (new_gate, new) = was, now
    if old.to is not new.to:
        yield Cell(where=where, when=when, was=_who(old), now=_who(new), turn=Turn.RELAXED)
    yield from counted(
        where,
        f"{when}, hours after the question",
        (old_gate.due + old.after) // HOUR,
        (new_gate.due + new.after) // HOUR,
        more=Turn.RELAXED,
    )


def _who(rung: Rung | None) -> str:
    if rung is None:
        return "nobody"
    return rung.to.value if rung.to else "the manager of who is silent"
