"""The pages of evaluations: every run, one run, one cycle of it, and several side by side."""

from dataclasses import dataclass
from datetime import datetime

from api.views.evals_line import LinePart
from api.views.frame import State
from api.views.playbook import TurnView


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    number: int
    href: str
    asked: datetime
    by: str
    what: str
    """Which version against which."""
    corpus: str
    state: State
    line: str
    """What it came to in a line, or why it failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsView:
    runs: tuple[RunLine, ...]
    summary: str
    cases: tuple[str, ...]
    """The company's finished cycles, each of them a case."""
    command: str
    """What makes a case of each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricLine:
    key: str
    name: str
    says: str
    base: str
    candidate: str
    delta: str
    interval: str
    margin: str
    verdict: State
    note: str
    """What the interval means in words: within noise, better, worse."""
    between: str
    """What it lies between, by how answers nobody knows would have gone; often nothing."""
    sort_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLine:
    href: str
    name: str
    state: State
    moved: tuple[str, ...]
    """Each judged number that is other than it was."""
    first: str
    """The first event that differs."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleGroup:
    title: str
    lines: tuple[CycleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    label: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneLine:
    """An answer that is no longer asked for."""

    cycle: str
    cycle_href: str
    gate: str
    by: str
    said: str
    becomes: State
    stake: str
    saw_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeLine:
    """One cycle lived again."""

    name: str
    known: str
    differs: tuple[str, ...]
    missed: int
    """Questions to a model that weren't on the cassette."""
    first: str
    was: str
    now: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLine:
    is_base: bool
    answers: str
    cached: str
    tokens: str
    cost: str
    prices: str
    p50: str
    p95: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeView:
    exact: int
    cycles: int
    broken: tuple[str, ...]
    lines: tuple[WholeLine, ...]
    language: tuple[LanguageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    number: int
    line: tuple[LinePart, ...]
    verdict: State
    candidate: str
    candidate_href: str
    base: str
    base_href: str
    about: str
    reasons: tuple[str, ...]
    not_answerable: tuple[str, ...]
    coverage: str
    metrics: tuple[MetricLine, ...]
    whole: WholeView | None
    turns: tuple[TurnView, ...]
    gone: tuple[GoneLine, ...]
    gone_more: int
    filters: tuple[Filter, ...]
    groupings: tuple[Filter, ...]
    groups: tuple[CycleGroup, ...]
    more: int
    files: tuple[tuple[str, str], ...]
    beside: tuple[Filter, ...]
    """Other runs to see beside this one."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRunView:
    """A run without results: it is being made, or failed."""

    number: int
    what: str
    state: State
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartLine:
    at: str
    what: str
    kind: str
    was: str
    now: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCycleView:
    number: int
    href: str
    name: str
    state: State
    summary: str
    scores: tuple[tuple[str, str, str], ...]
    apart: tuple[ApartLine, ...]
    more: int
    gone: tuple[GoneLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideColumn:
    label: str
    href: str
    about: str
    verdict: State


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """A base and up to eight runs against it: a row a metric."""

    columns: tuple[BesideColumn, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Name, unit and, by run, the value with its difference."""
    note: str
