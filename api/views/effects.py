"""What a yes sets off, exactly, for one option: mails, actions, locks, exports, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from api import formats
from api.tongue import Say, say
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
        "mail": ("mail", Say("mail"), Say("mails")),
        "action": ("task", Say("action"), Say("actions")),
        "export": ("file", Say("export"), Say("exports")),
        "next": ("next", Say("next step"), Say("next steps")),
    }
)


def effects_of(brief: Brief, option: str | None, *, alone: bool = False) -> EffectsView:
    """What happens in any case and with the option; `alone` leaves out the former."""
    wanted = {option} if alone else {None, option}
    items = [item for item in brief.sets_off if item.option in wanted]
    return EffectsView(
        option=option,
        name=brief.option(option).name if option else "",
        groups=(*_locked(brief.gate, items), *_groups(items)),
    )


_LOCKED = MappingProxyType({"baseline": Say("The baseline is frozen")})


def _locked(gate: str, items: Sequence[SetsOff]) -> list[EffectGroup]:
    """What becomes the company's. It is named: a count would say nothing."""
    mine = tuple(item for item in items if item.kind == "lock")
    title = _LOCKED.get(gate, say("Plan and commitments are locked"))
    return [EffectGroup(icon="lock", title=title, items=mine)] if mine else []


def _groups(items: Sequence[SetsOff]) -> list[EffectGroup]:
    found = dict.fromkeys([*_KINDS, *(item.kind for item in items)])
    groups: list[EffectGroup] = []
    for kind in found:
        if kind == "lock":
            continue
        mine = tuple(item for item in items if item.kind == kind)
        icon, one, many = _KINDS.get(kind, ("dot", kind, None))
        if mine:
            title = formats.count(len(mine), one, many)
            groups.append(EffectGroup(icon=icon, title=title, items=_together(mine)))
    return groups


def _together(items: Sequence[SetsOff]) -> tuple[SetsOff, ...]:
    """The same letter to many is one line with every name."""
    found: dict[tuple[str, str], SetsOff] = {}
    for item in items:
        key = (item.text, item.when)
        found[key] = replace(item, who=f"{found[key].who}, {item.who}") if key in found else item
    return tuple(found.values())
