"""What a yes sets off, exactly, for one option: mails, actions, locks, exports, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from api import formats
from gates.brief import Brief, SetsOff


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectGroup:
    icon: str
    title: str
    items: tuple[SetsOff, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsView:
    """`option` is whose effects these are; None when the gate offers no choice."""

    option: str | None
    name: str
    groups: tuple[EffectGroup, ...]


_KINDS = MappingProxyType(
    {
        "lock": ("lock", "number locked", "numbers locked"),
        "mail": ("mail", "mail", None),
        "action": ("task", "action", None),
        "export": ("file", "export", None),
        "next": ("next", "next step", None),
    }
)


def effects_of(brief: Brief, option: str | None) -> EffectsView:
    items = [item for item in brief.sets_off if item.option in {None, option}]
    return EffectsView(
        option=option,
        name=brief.option(option).name if option else "",
        groups=tuple(_groups(items)),
    )


def _groups(items: Sequence[SetsOff]) -> list[EffectGroup]:
    found = dict.fromkeys([*_KINDS, *(item.kind for item in items)])
    groups: list[EffectGroup] = []
    for kind in found:
        mine = tuple(item for item in items if item.kind == kind)
        icon, one, many = _KINDS.get(kind, ("dot", kind, None))
        if mine:
            groups.append(
                EffectGroup(icon=icon, title=formats.count(len(mine), one, many), items=mine)
            )
    return groups
