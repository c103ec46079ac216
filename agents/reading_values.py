"""What a reply can say, as values: what is asked of a reader, what it proposes, what it read."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from agents.replies.values import AnswerIntent


class Verdict(StrEnum):
    ACCEPT = "accept"
    PERSON = "person"


class Asked(StrEnum):
    FORECAST = "forecast"
    """A region's numbers, as a file or as changes in words."""
    NUMBER = "number"
    ACTION = "action"


class ChangeKind(StrEnum):
    PERCENT = "percent"
    """`amount` per cent more (or less) than the base."""
    DELTA = "delta"
    """`amount` units more (or less) per month."""
    ABSOLUTE = "absolute"
    """`amount` units in the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A person of the directory; replies can only name people who are in it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A product or family a reply may change; `kind` is "sku", "family" or "all"."""

    key: str
    name: str
    kind: str
    plan_units: Decimal | None = None
    """Per month, where known: what plausibility is measured against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyContext:
    """One stripped mail and the facts needed to understand it."""

    text: str
    subject: str = ""
    now: dt.datetime
    """When the mail was sent, in the sender's zone: what "Friday" is counted from."""
    asked: Asked
    expected_quantity: Decimal | None = None
    unit: str = ""
    sender_key: str = ""
    people: tuple[Colleague, ...] = ()
    scopes: tuple[Scope, ...] = ()
    names: tuple[str, ...] = ()
    """Suppliers, plants and customers a mail may speak of; digits in them are no quantities."""
    months: tuple[dt.date, ...] = ()
    """First days of the months open to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """A change in the sender's own words, each part copied from the mail."""

    scope: str
    amount: str
    month: str
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a provider believes a mail says: an intent and words copied from it, nothing computed.

    `doubts` are reasons to ask a person, in plain words.
    """

    intent: AnswerIntent
    score: float
    quantity: str = ""
    date: str = ""
    person: str = ""
    unchanged: str = ""
    changes: tuple[ChangeWords, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastChange:
    """One change to a forecast: scope, month (its first day), kind and signed amount."""

    scope: str
    scope_kind: str
    month: dt.date
    kind: ChangeKind
    amount: Decimal
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the mail that a part of the reading rests on."""

    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who read or wrote, with what, and what it took."""

    provider: str
    model: str = ""
    prompt_sha256: str = ""
    latency_s: float = 0.0
    tokens: int = 0
    answer_tokens: int = 0
    """Of them, what was answered."""
    raw: str = ""
    """The provider's answer as it came, kept so that scoring can change later."""
    fallback: str = ""
    """Why the model's answer was not used, if it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a mail says. Numbers, dates, people and changes were computed here from its words."""

    intent: AnswerIntent
    verdict: Verdict
    why: str
    """Why a person is needed; or, for an accepted reading, that nothing speaks against it."""
    quantity: Decimal | None = None
    unit: str | None = None
    when: str | None = None
    """The week, day or month it names, as `2026-W31`, `2026-07-31` or `2026-07`."""
    date: dt.date | None = None
    """The day that is meant by `when`: of a week its Friday, of "not before" its first day."""
    rest_when: str | None = None
    person_key: str | None = None
    reference: str | None = None
    reason: str | None = None
    """The sender's own reason."""
    unchanged: bool = False
    """The sender keeps last month's numbers except for `changes`."""
    changes: tuple[ForecastChange, ...] = ()
    spans: tuple[Span, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    provenance: Provenance = Provenance(provider="built-in")
