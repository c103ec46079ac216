"""What each letter says, as plain values: the only things a mail template sees."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whom a letter is for. Moments are shown in `timezone`, fixed words in `locale`."""

    name: str
    address: str
    timezone: str
    locale: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every letter has. `words` are drafted paragraphs; `path` is the page that shows more."""

    template: ClassVar[str]
    reader: Reader
    words: tuple[str, ...]
    path: str

    def asked_by(self) -> datetime | None:
        """Until when its reader has to know of it, if there is such a moment."""
        due: datetime | None = getattr(self, "due", None)
        return due


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRequest(View):
    """Asks an input owner for exactly what is missing."""

    template: ClassVar[str] = "input_request"
    cycle: str
    what: str
    missing: tuple[str, ...]
    due: datetime
    holds_up: str
    sheet: str = ""
    """Name of the prefilled workbook that goes along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputReminder(View):
    template: ClassVar[str] = "input_reminder"
    cycle: str
    what: str
    missing: tuple[str, ...]
    due: datetime
    days_late: int
    """Zero or less while the deadline is ahead."""
    holds_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One cell a check objects to; `row` is the sheet's own number, 0 where there is no row."""

    sheet: str
    row: int
    column: str
    observed: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Rows that break one rule the same way. `more` counts rows left out of the mail."""

    rule: str
    to_do: str
    blocking: bool
    rows: tuple[FindingRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFindings(View):
    """Row-level feedback on a file: what to correct, where."""

    template: ClassVar[str] = "input_findings"
    what: str
    file: str
    version: int
    groups: tuple[FindingGroup, ...]
    due: datetime
    corrects: int = 0
    """Cells we would correct, if its reader says yes."""

    @property
    def count(self) -> int:
        return sum(len(group.rows) + group.more for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputAccepted(View):
    template: ClassVar[str] = "input_accepted"
    what: str
    version: int
    received: datetime
    understood: tuple[Fact, ...]
    """What we read from it, for its owner to recognise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One column of the options table; `cells` follow the order of the metrics."""

    name: str
    cells: tuple[str, ...]
    recommended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """A first line that decides; `means` is the option's name, where it picks one."""

    line: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNeeded(View):
    """The brief in a mail: everything needed to know whether to open it now."""

    template: ClassVar[str] = "decision_needed"
    question: str
    recommendation: str
    why_now: str
    stake: str
    due: datetime
    if_nobody_acts: str
    cost_of_waiting: str
    """What a day of it costs; empty where nothing is at stake in money."""
    lapses_first: str
    """The last responsible moment: the day, and the options that lapse after it."""
    metrics: tuple[str, ...]
    options: tuple[Option, ...]
    reply_lines: tuple[ReplyLine, ...] = ()
    """By which a reply decides; none where only the page does."""
    move_lines: tuple[ReplyLine, ...] = ()
    """By which a reply does something else, likewise."""
    acting_for: str = ""
    """Whose seat it is and until when, where the reader stands in for somebody."""
    stands_in: str = ""
    """Who may answer for the reader now, and until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyNotTaken(View):
    """A reply decided nothing: why, and where to decide."""

    template: ClassVar[str] = "reply_not_taken"
    question: str
    why: str
    moved: tuple[Fact, ...]
    """What the letter showed and what stands now, where that is why."""
    lines: tuple[ReplyLine, ...]
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded(View):
    template: ClassVar[str] = "decision_recorded"
    question: str
    verdict: str
    """As a participle: "approved", "approved with changes", "rejected"."""
    by: str
    at: datetime
    reason: str
    effects: tuple[str, ...]
    withdraw_until: datetime | None = None

    def asked_by(self) -> datetime | None:
        """Who may still take it back hears of it while they may."""
        return self.withdraw_until


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLongerNeeded(View):
    template: ClassVar[str] = "no_longer_needed"
    question: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTurned(View):
    """Something became of a decision by itself: a condition ended, a premise broke."""

    template: ClassVar[str] = "decision_turned"
    question: str
    headline: str
    facts: tuple[Fact, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAssigned(View):
    template: ClassVar[str] = "action_assigned"
    action: str
    due: datetime
    depends_on_it: tuple[str, ...]
    decided: str
    """Which decision made this action, and by whom."""
    evidence: str
    """What closes it: "the supplier's confirmation with quantity and week"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionReminder(View):
    template: ClassVar[str] = "action_reminder"
    action: str
    due: datetime
    days_late: int
    depends_on_it: tuple[str, ...]
    evidence: str
    also: tuple[str, ...] = ()
    """What else of theirs is to be reminded of now: one letter for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One thing that was tried before a person was escalated to."""

    at: datetime
    what: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEscalated(View):
    template: ClassVar[str] = "action_escalated"
    action: str
    owner: str
    due: datetime
    days_late: int
    tried: tuple[Attempt, ...]
    holds_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnclear(View):
    """What came could not be taken as it is: why, and what would do."""

    template: ClassVar[str] = "answer_unclear"
    what: str
    why: str
    needed: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePublished(View):
    template: ClassVar[str] = "cycle_published"
    cycle: str
    headline: str
    facts: tuple[Fact, ...]
    your_actions: tuple[Fact, ...] = field(default=())
    """The reader's own actions: name and due day."""


VIEWS: tuple[type[View], ...] = (
    InputRequest,
    InputReminder,
    InputFindings,
    InputAccepted,
    DecisionNeeded,
    DecisionRecorded,
    ReplyNotTaken,
    NoLongerNeeded,
    DecisionTurned,
    ActionAssigned,
    ActionReminder,
    ActionEscalated,
    AnswerUnclear,
    CyclePublished,
)
