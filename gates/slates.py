"""A request's slate when it opens: nobody who took part, enough authority, never stuck.

What can't be filled as the gate says goes to whom the gate escalates to; where that leaves it
stuck, opening is refused and says what is missing.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gates import errors
from gates.asking_by_name import above
from gates.authority import Purse
from gates.brief import Brief
from gates.gate import Gate, Rule
from gates.rules import can_pass
from gates.seating import Chair, Directory, Member, Why, chairs, vacant
from planning import figures

LINES_MATTER = frozenset({Rule.ALL, Rule.PER_GROUP, Rule.SEQUENCE})
"""Where a line of the slate left empty would make the gate weaker than it says."""


def slate_of(
    gate: Gate, brief: Brief, directory: Directory, purse: Purse | None = None
) -> tuple[Chair, ...]:
    """Who sits, each with why. Raises `NobodyMaySit` with what can't be filled."""
    seated = chairs(gate.slate, brief.about, directory)
    free = tuple(chair for chair in seated if chair.holder not in brief.took_part)
    empty = vacant(gate.slate, brief.about, free)
    if not can_pass(gate, free) or (empty and gate.rule in LINES_MATTER):
        free = (*free, *_stand_ins(gate, brief, directory, free))
        empty = vacant(gate.slate, brief.about, free)
    if not can_pass(gate, free) or (empty and gate.rule in LINES_MATTER):
        raise errors.NobodyMaySit(f"Missing for “{gate.title}”: {'; '.join(empty) or 'a seat'}.")
    return (*free, *_with_authority(gate, brief, directory, free, purse or Purse()))


def _stand_ins(
    gate: Gate, brief: Brief, directory: Directory, free: tuple[Chair, ...]
) -> Iterator[Chair]:
    """Whom the gate escalates to, one for each line of the slate that nobody fills."""
    sitting = {chair.holder for chair in free} | brief.took_part
    spare = (m for m in directory.members if m.role is gate.escalates_to and m.key not in sitting)
    filled = {chair.position for chair in free}
    for position, line in enumerate(gate.slate):
        if position in filled:
            continue
        if (member := next(spare, None)) is None:
            return
        why = Why(
            rule=f"stands in for {line.given.value} {line.to}, which nobody else may fill",
            data=f"{member.key}: {member.role.value}",
            version=directory.version,
        )
        yield Chair(holder=member.key, group=line.group, position=position, why=why)


def _with_authority(
    gate: Gate, brief: Brief, directory: Directory, seated: tuple[Chair, ...], purse: Purse
) -> Iterator[Chair]:
    """Where one answer closes and nobody seated may approve this much: the next above who may."""
    least = least_commitment(gate, brief)
    members = [member for c in seated if (member := directory.member(c.holder))]
    if gate.rule is not Rule.ONE or any(_able(m, gate, purse, least) for m in members):
        return
    for higher in above(directory, members[0]):
        if higher.key not in brief.took_part and _able(higher, gate, purse, least):
            why = Why(
                rule=f"nobody seated may approve {figures.eur(least)} in this cycle",
                data=f"{higher.key}: above {members[0].key}",
                version=directory.version,
            )
            yield replace(seated[0], holder=higher.key, why=why)
            return


def least_commitment(gate: Gate, brief: Brief) -> Decimal:
    """The least that any approval of the brief commits."""
    if not gate.needs_choice or not brief.options:
        return brief.commits_eur(None)
    return min(brief.commits_eur(option.key) for option in brief.options)


def _able(member: Member, gate: Gate, purse: Purse, amount: Decimal) -> bool:
    room = purse.room(member.key, member.role, gate.name)
    return room is None or room >= amount
