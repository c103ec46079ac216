"""Inputs: what was asked of whom, every version that came, and what the checks found."""

from dataclasses import dataclass
from datetime import datetime

from api.views.frame import State
from api.views.layouts import ReadingView


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    finding_id: str
    where: str
    """File, sheet and cell, as the sender knows them."""
    row: str
    says: str
    given: str
    expected: str
    severity: State
    state: State
    waived_because: str
    may_waive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """What we would correct, for its owner to accept with one answer."""

    path: str
    version: int
    rule: str
    cells: int
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    title: str
    findings: tuple[FindingView, ...]
    alike: tuple[str, ...] = ()
    """What goes wrong the same way in the latest version: “36 rows: cases sent as units”."""
    proposal: ProposalView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    version: int
    href: str
    """What it says otherwise than the version before."""
    sender: str
    file: str
    at: datetime
    sha256: str
    state: State
    rows: int
    findings: str
    late: bool = False
    """It came after the cut-off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputLine:
    href: str
    kind: str
    owner: str
    state: State
    due_at: datetime
    due_left: str
    version: str
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsView:
    title: str
    summary: str
    lines: tuple[InputLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """Past forecasts of one stream and person at one lag, against what was ordered."""

    stream: str
    who: str
    lag: str
    months: int
    error: str
    """WAPE."""
    bias: str
    added: str
    """Over naive."""
    step: str = ""
    """Over the step before, such as the statistical forecast; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView:
    """One input request: its versions and findings."""

    path: str
    title: str
    owner: str
    state: State
    asked_at: datetime
    due_at: datetime
    due_left: str
    submissions: tuple[SubmissionView, ...]
    groups: tuple[FindingGroup, ...]
    message: str = ""
    record: tuple[RecordLine, ...] = ()
    reading: ReadingView | None = None
