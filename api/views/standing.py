"""What a decision stands on: premises, its condition, signed against now, and looking again."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from api.tongue import Say, say
from api.views.effects import EffectsView
from api.views.frame import State
from api.views.resting import RestingView
from gates.brief import Compared
from gates.litigation import NewFact

PREMISES = MappingProxyType(
    {
        "asked": State(word=Say("As things stand"), icon="dot", tone="idle"),
        "stands": State(word=Say("Holds"), icon="check", tone="good"),
        "unknown": State(word=Say("Not proven yet"), icon="dot", tone="idle"),
        "broken": State(word=Say("Broken"), icon="alert", tone="bad"),
        "superseded": State(word=Say("No longer watched"), icon="dot", tone="idle"),
    }
)
CONDITIONS = MappingProxyType(
    {
        "watched": State(word=Say("Watched"), icon="clock", tone="warn"),
        "met": State(word=Say("Met"), icon="check", tone="good"),
        "lapsed": State(word=Say("Lapsed"), icon="alert", tone="bad"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiseLine:
    says: str
    was: str
    now: str
    """Empty where nothing else was seen since."""
    where: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionView:
    says: str
    until: datetime
    holds_for: str
    fallback: str
    state: State
    settled_at: datetime | None
    effects: EffectsView
    """What the fallback sets off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """The earlier request, or one that looks at this again."""

    href: str
    question: str
    says: str


NO_INPUTS = RestingView()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    premises: tuple[PremiseLine, ...] = ()
    condition: ConditionView | None = None
    compared: tuple[Compared, ...] = ()
    earlier: LookLine | None = None
    looks: tuple[LookLine, ...] = ()
    suspended: bool = False
    may_reopen: bool = False
    new_facts: tuple[NewFact, ...] = ()
    resting: RestingView = NO_INPUTS


NOTHING = StandingView()


def place(source: str) -> str:
    """Where something was seen, as people say it.

    >>> place("file:open_supply.csv"), place("message:7"), place("")
    ('open_supply.csv, as loaded last', 'message 7', '')
    """
    kind, _, name = source.partition(":")
    return {
        "file": say("{name}, as loaded last", name=name),
        "message": say("message {name}", name=name),
    }.get(kind, source)
