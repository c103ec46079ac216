"""The pages of playbooks: what is active, every version, and one version against another."""

from dataclasses import dataclass
from datetime import datetime

from api.views.evals_line import LinePart
from api.views.frame import State
from api.views.playbook_form import Group, Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One proposed version among the others."""

    short: str
    href: str
    state: State
    author: str
    made: datetime
    why: str
    preview: str
    """What recorded cycles say of it, in a line; empty where nobody asked them."""
    run_href: str
    """Cycle by cycle; empty where it isn't kept."""
    verdict: State | None
    request_href: str
    """Its question at the gate; empty where it was never put to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationLine:
    at: datetime
    short: str
    href: str
    how: str
    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveView:
    short: str
    href: str
    since: str
    why: str
    lives: str
    """How many cycles run on it, and on others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryFigure:
    label: str
    own: str
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryView:
    """An approved version that some live and most don't yet."""

    short: str
    href: str
    scope: str
    since: str
    why: str
    others: str
    """Whose figures stand beside its own."""
    figures: tuple[CanaryFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookView:
    summary: str
    active: ActiveView
    edit_href: str
    """Empty where the reader may not tune."""
    back_to: str
    """What one step back would make active; empty where there is none or they may not."""
    versions: tuple[VersionLine, ...]
    history: tuple[ActivationLine, ...]
    canary: CanaryView | None = None
    tunes: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    when: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedSetting:
    setting: str
    cells: tuple[CellLine, ...]
    rest: tuple[CellLine, ...]
    """Every further cell of it, to be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """Everything that turns one way."""

    title: str
    state: State
    settings: tuple[TurnedSetting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """A gate of the policy table."""

    anchor: str
    title: str
    seats: tuple[str, ...]
    closes: str
    tier: str
    due: str
    reminders: str
    chain: tuple[str, ...]
    held: str
    changed: bool
    """Whether the version it is compared with has it otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewView:
    line: str
    parts: tuple[LinePart, ...]
    """The same with what each part rests on; empty where its run isn't kept."""
    verdict: State
    reasons: tuple[str, ...]
    not_answerable: tuple[str, ...]
    sha256: str
    made: datetime
    stale: str
    """Why it doesn't count any more; empty where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something the reader may do with the version, with a reason of theirs."""

    id: str
    title: str
    says: str
    action: str
    button: str
    choices: tuple[Offered, ...] = ()
    """Who lives it first, where that can be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    short: str
    sha256: str
    state: State
    drafted: str
    """By whom and when; empty for a version nobody here proposed."""
    why: str
    against: str
    against_href: str
    says: str
    """What it takes to make it active."""
    turns: tuple[TurnView, ...]
    preview: PreviewView | None
    run_href: str
    run_says: str
    corpora: tuple[Offered, ...]
    """On what it may be previewed; empty where it can't be, or needn't."""
    deeds: tuple[Deed, ...]
    edit_href: str
    request_href: str
    files: tuple[tuple[str, str], ...]
    gates: tuple[GateLine, ...]
    groups: tuple[Group, ...]
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditView:
    """The form of a version to be, made from another."""

    of: str
    of_short: str
    of_href: str
    groups: tuple[Group, ...]
    why: str
    message: str = ""
    wrong: tuple[str, ...] = ()
    """What is wrong with several settings at once."""
    looked: bool = False
    """Whether `turns` says what the form as it stands would turn."""
    says: str = ""
    turns: tuple[TurnView, ...] = ()
