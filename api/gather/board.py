"""Everything a cycle's board shows, as read, and who it shows as holding something up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from api.views.decision import RequestFacts
from api.views.working import WorkingView
from planning.commitments_kept import Promised
from store.reading_absences import Absence
from store.reading_actions import ActionRecord
from store.reading_inputs import InputRecord
from store.reading_troubles import StuckCase, StuckEffect
from store.tables.cycles import CycleRow
from store.tables.people import PersonRow
from store.tables.plans import CommitmentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything the board shows, as read."""

    cycle: CycleRow
    inputs: Sequence[InputRecord]
    gates: Sequence[RequestFacts]
    actions: Sequence[ActionRecord]
    constraints: int
    stuck: Sequence[StuckCase]
    unsure: Sequence[StuckEffect]
    menders: Sequence[PersonRow]
    """Who may set a case going again."""
    absences: Mapping[str, Absence] = field(default_factory=dict[str, Absence])
    """By person, what their last message said."""
    working: tuple[WorkingView, ...] = ()
    """What is being computed."""
    replies: int = 0
    """How many replies couldn't be taken as they stand."""
    wordings: int = 0
    """How many wordings of a model nobody has taken or left."""
    commitments: Sequence[CommitmentRow] = ()
    came: Mapping[Promised, int] = field(default_factory=dict[Promised, int])
    """What came of those that are due, as far as anybody has reported it."""
