"""A brief: the exact content people are shown when a gate waits for them.

The page, the mail and the memo are drawn from this value alone, and its SHA-256 is what a
decision is bound to. Quantities are `Decimal` and travel as strings, so that one number has
one spelling; text comes from templates over facts, never from a model.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import cast

from pydantic import TypeAdapter

from gates.canonical import Json, canonical_json, sha256
from gates.causes import Cause
from gates.outcome import Outcome
from gates.premises import Premise


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNow:
    """The rule that asked for a person, with the value it saw."""

    rule: str
    observed: str
    threshold: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """`amount_eur` orders the inbox; `headline` and `detail` say what it is."""

    amount_eur: Decimal
    headline: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What happens when nobody answers in time. Never an approval."""

    headline: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """How one number of an option is labelled and read."""

    key: str
    label: str
    unit: str
    better: str
    """`higher`, `lower` or `neither`."""
    decimals: int
    emphasis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    label: str
    value: Decimal
    over: Decimal = Decimal(0)
    """The part of `value` beyond the limit that was bought (overtime)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One small multiple. `kind` is `line`, `bars`, `dots` or `range`; all share its scale."""

    key: str
    label: str
    note: str
    kind: str
    unit: str
    limit: Decimal | None
    limit_is_floor: bool
    """Whether falling below the limit is the bad side."""
    points: tuple[Point, ...]
    caption: str
    caption_is_bad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that an approver changed in an option, as written beside it."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that can be chosen. The first of a brief is the baseline to compare with."""

    key: str
    name: str
    summary: str
    values: dict[str, Decimal]
    choose_by: date | None
    breaks_if: str
    commits_eur: Decimal | None = None
    """What approving it commits, where that isn't the brief's stake: counted against limits."""
    charts: tuple[Chart, ...] = ()
    changed_from: str | None = None
    """The option this one was before an approver changed it."""
    changes: tuple[Change, ...] = ()
    outcome: Outcome | None = None
    """How it may turn out once demand comes otherwise; None where that wasn't computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What the agents recommend, why, and what speaks against it."""

    option: str
    because: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a number came from."""

    says: str
    where: str
    sender: str
    at: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled list shown as it is: changes since last month, waived findings, reviews."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetsOff:
    """One thing an approval sets off, exactly. `option` limits it to that choice."""

    kind: str
    """`mail`, `action`, `lock`, `export` or `next`."""
    text: str
    who: str
    when: str
    option: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One fact as it was signed and as it is now. `material`: it moved beyond its tolerance."""

    label: str
    unit: str
    signed: str
    now: str
    material: bool
    where: str = ""
    """The file or message it is from, where that is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything shown, and nothing else decides."""

    gate: str
    subject: str
    question: str
    why_now: WhyNow
    stake: Stake
    silence: Silence
    authors: tuple[str, ...]
    """Keys of the people whose work this is; they can't decide it."""
    submitters: tuple[str, ...] = ()
    """Keys of those whose figures it rests on and who can't decide it."""
    recommenders: tuple[str, ...] = ()
    """Keys of people who recommended it; they can't decide it either."""
    about: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Things it is about, by kind (`family`, `region`): rules that give seats look here."""
    commits_none: bool = False
    """Approving it commits no money, whatever is at stake: it uses up nobody's authority."""
    pick: Pick | None = None
    metrics: tuple[Metric, ...] = ()
    options: tuple[Option, ...] = ()
    sections: tuple[Section, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sets_off: tuple[SetsOff, ...] = ()
    premises: tuple[Premise, ...] = ()
    """What its options rest on."""
    compared: tuple[Compared, ...] = ()
    """Where a decided matter is looked at again: signed against now."""
    causes: tuple[Cause, ...] = ()
    """What is short without a decision, the most money first."""

    @property
    def took_part(self) -> frozenset[str]:
        """Everybody who can't decide it."""
        return frozenset({*self.authors, *self.submitters, *self.recommenders})

    def commits_eur(self, choice: str | None) -> Decimal:
        """What approving the choice commits; where nothing is to be chosen, approving the pick."""
        if self.commits_none:
            return Decimal(0)
        approved = choice or (self.pick.option if self.pick else None)
        amount = self.option(approved).commits_eur if approved else None
        return abs(self.stake.amount_eur) if amount is None else amount

    @property
    def changed(self) -> frozenset[str]:
        """Options that an approver changed."""
        return frozenset(one.key for one in self.options if one.changed_from is not None)

    def settles_on(self, choice: str | None) -> str | None:
        """The option an approval is for: the one it names, else the one the brief is about."""
        return choice or (self.pick.option if self.pick else None)

    def premises_of(self, choice: str | None) -> tuple[Premise, ...]:
        """What one choice rests on."""
        return tuple(premise for premise in self.premises if premise.option == choice)

    def option(self, key: str) -> Option:
        return next(option for option in self.options if option.key == key)


_BRIEFS = TypeAdapter(Brief)


def plain(brief: Brief) -> Json:
    """The brief as plain JSON values."""
    return cast("Json", _BRIEFS.dump_python(brief, mode="json"))


def freeze(brief: Brief) -> bytes:
    """The bytes that are stored, shown and hashed."""
    return canonical_json(plain(brief))


@lru_cache(maxsize=256)
def thaw(content: bytes) -> Brief:
    """A brief from the bytes people are shown; read once while many look at it."""
    return _BRIEFS.validate_json(content)


def digest(brief: Brief) -> str:
    return sha256(freeze(brief))
