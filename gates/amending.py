"""What a new version of a locked plan changes: actions and commitments, one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gates.brief import SetsOff
from gates.follow_through import AT_ONCE
from gates.planned_action import PlannedAction
from planning import written
from planning.commitments import Commitment, CommitmentKind
from planning.company import Company

ROUNDING = 2
"""Quantities this near are the same: a plan in whole units rounds anew when it is solved anew."""


class Amends(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One action that a new version adds, changes or cancels."""

    kind: Amends
    action: PlannedAction
    """As it is now; as it was, where it is cancelled."""
    was: str = ""

    @property
    def now(self) -> str:
        return in_words(self.action) if self.kind is not Amends.CANCELLED else "called off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One commitment whose quantity a new version changes; 0 where it wasn't or isn't any more."""

    kind: CommitmentKind
    code: str
    name: str
    unit: str
    due: date
    was: int
    now: int


def amended_actions(
    before: Sequence[PlannedAction], after: Sequence[PlannedAction]
) -> tuple[Amendment, ...]:
    """By key. A day alone that is later, since it is decided later, is no change."""
    old = {action.key: action for action in before}
    new = {action.key: action for action in after}
    return (*_added(old, new), *_changed(old, new), *_cancelled(old, new))


def _added(old: dict[str, PlannedAction], new: dict[str, PlannedAction]) -> Iterator[Amendment]:
    for key, action in new.items():
        if key not in old:
            yield Amendment(kind=Amends.ADDED, action=action)


def _changed(old: dict[str, PlannedAction], new: dict[str, PlannedAction]) -> Iterator[Amendment]:
    for key, action in new.items():
        if key in old and _differs(old[key], action):
            yield Amendment(kind=Amends.CHANGED, action=action, was=in_words(old[key]))


def _cancelled(old: dict[str, PlannedAction], new: dict[str, PlannedAction]) -> Iterator[Amendment]:
    for key, action in old.items():
        if key not in new:
            yield Amendment(kind=Amends.CANCELLED, action=action, was=in_words(action))


def _differs(old: PlannedAction, new: PlannedAction) -> bool:
    asked = (old.title, old.owner, old.done_when.says) != (new.title, new.owner, new.done_when.says)
    return asked or new.due < old.due


def in_words(action: PlannedAction) -> str:
    return f"{action.title}, due {written.day(action.due)}: {action.done_when.says}"


def amended_commitments(
    before: Sequence[Commitment], after: Sequence[Commitment]
) -> tuple[Moved, ...]:
    """Every quantity that is another beyond rounding, in the order they fall due."""
    old = {(one.kind, one.code, one.due): one for one in before}
    new = {(one.kind, one.code, one.due): one for one in after}
    moved = [_moved(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    found = [one for one in moved if abs(one.now - one.was) > ROUNDING]
    return tuple(sorted(found, key=lambda one: (one.due, one.kind, one.code)))


def _moved(old: Commitment | None, new: Commitment | None) -> Moved:
    shown = new or old
    assert shown is not None
    return Moved(
        kind=shown.kind,
        code=shown.code,
        name=shown.name,
        unit=shown.unit,
        due=shown.due,
        was=old.quantity if old else 0,
        now=new.quantity if new else 0,
    )


def amendments_set_off(
    company: Company,
    actions: Sequence[Amendment],
    commitments: Sequence[Moved],
    *,
    option: str,
) -> tuple[SetsOff, ...]:
    """What approving the option sets off, line by line."""
    names = {person.key: person for person in company.people}
    counted = written.counted(len(commitments), "commitment")
    lines = [
        SetsOff(
            kind="lock",
            text=f"A new version of the plan; {counted} change",
            who="",
            when=AT_ONCE,
            option=option,
        )
    ]
    for one in actions:
        owner = names[one.action.owner]
        lines.append(
            SetsOff(
                kind="action",
                text=f"{written.capital(one.kind.value)}: {one.action.title}",
                who=f"{owner.name}, {owner.title}",
                when=f"due {written.day(one.action.due)}",
                option=option,
            )
        )
    touched = written.listed([names[key].name for key in dict.fromkeys(_owners(actions))])
    if touched:
        text = "What exactly has changed"
        lines.append(SetsOff(kind="mail", text=text, who=touched, when=AT_ONCE, option=option))
    return tuple(lines)


def _owners(actions: Sequence[Amendment]) -> Iterator[str]:
    return (one.action.owner for one in actions)
