"""Who can close a gate: every combination of answers, under the old slate and rule and the new.

People are one a line of the slates, or two where that shows nothing; beyond `LINES_MOST` lines
the table is too large to go through, and the change counts as a relaxation.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from gates.direction.cell import Cell, Turn
from gates.gate import Gate, Verb
from gates.rules import Outcome, Vote, outcome
from gates.seating import Chair, SeatRule, Why

LINES_MOST = 6
PAIRS_MOST = 3
NOBODY = Why(rule="", data="", version="")
PASSES = {True: "passes", False: "doesn't pass"}
ANSWERS = (None, Verb.APPROVE, Verb.REQUEST_CHANGES)


def closing_cells(was: Gate, now: Gate) -> Iterator[Cell]:
    """Every combination that closes as approved under one of them alone."""
    if (was.slate, was.rule, was.needed) == (now.slate, now.rule, now.needed):
        return
    where = f"gates.{was.name}.slate"
    lines = tuple(dict.fromkeys((*was.slate, *now.slate)))
    if len(lines) > LINES_MOST:
        yield Cell(
            where=where,
            when=f"{len(lines)} lines are too many to compare",
            was=was.rule.value,
            now=now.rule.value,
            turn=Turn.RELAXED,
        )
        return
    found = list(_of_people(was, now, _people(lines, 1), where))
    if not found and len(lines) <= PAIRS_MOST:  # some rules part only where two hold a line
        found = list(_of_people(was, now, _people(lines, 2), where))
    yield from sorted(found, key=lambda cell: cell.when.count(","))


def _people(lines: Sequence[SeatRule], each: int) -> tuple[tuple[str, SeatRule], ...]:
    return tuple(
        (f"{line.to}{f' {n}' if each > 1 else ''}", line)
        for line in lines
        for n in range(1, each + 1)
    )


def _of_people(
    was: Gate, now: Gate, people: Sequence[tuple[str, SeatRule]], where: str
) -> Iterator[Cell]:
    for said in product(ANSWERS, repeat=len(people)):
        answers = zip(people, said, strict=True)
        votes = [Vote(seat=who, verb=verb) for (who, _), verb in answers if verb is not None]
        for ordered in _orders(votes):
            before, after = _approves(was, people, ordered), _approves(now, people, ordered)
            if before != after:
                yield Cell(
                    where=where,
                    when=_in_words(ordered),
                    was=PASSES[before],
                    now=PASSES[after],
                    turn=Turn.RELAXED if after else Turn.TIGHTENED,
                )


def _orders(votes: list[Vote]) -> Iterator[tuple[Vote, ...]]:
    """Only who is first can matter: somebody who approves, or somebody who doesn't."""
    yes = [vote for vote in votes if vote.verb is Verb.APPROVE]
    no = [vote for vote in votes if vote.verb is not Verb.APPROVE]
    yield (*yes, *no)
    if yes and no:
        yield (*no, *yes)


def _approves(gate: Gate, people: Sequence[tuple[str, SeatRule]], votes: Sequence[Vote]) -> bool:
    chairs = tuple(
        Chair(holder=who, group=line.group, position=gate.slate.index(line), why=NOBODY)
        for who, line in people
        if line in gate.slate
    )
    sitting = {chair.holder for chair in chairs}
    heard = [vote for vote in votes if vote.seat in sitting]
    return outcome(gate, seats=chairs, votes=heard) in {Outcome.APPROVED, Outcome.ANSWERED}


def _in_words(votes: Sequence[Vote]) -> str:
    if not votes:
        return "nobody answers"
    return ", ".join(
        f"{vote.seat} {'approves' if vote.verb is Verb.APPROVE else 'objects'}" for vote in votes
    )
