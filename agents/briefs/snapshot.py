"""What a brief is written from, as plain values: nothing is looked up while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gates.brief import Evidence, Pick
from gates.catalogue import GATES
from gates.gate import Gate, Verb
from gates.recipe_policies import AS_CODED, Recipes
from planning.company import Company, Person
from planning.constraints import Constraint
from planning.options import SolvedOption
from planning.responsible import responsible
from planning.scenario import DO_NOTHING
from planning.sold import SoldLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One reviewer's answer."""

    name: str
    role: str
    """As written beside the name: "Chief financial officer"."""
    verb: Verb
    choice: str | None
    """Key of the option the reviewer would choose."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Everything between the first review and the locked plan."""

    company: Company
    cycle: str
    """As people say it: "November 2026"."""
    constraints: tuple[Constraint, ...]
    options: tuple[SolvedOption, ...]
    """The baseline (do nothing) first."""
    pick: Pick
    now: datetime
    due: datetime
    authors: tuple[str, ...] = ()
    """Keys of the people whose work this is."""
    submitters: tuple[str, ...] = ()
    """Keys of the people whose figures the demand is."""
    since: tuple[str, ...] = ()
    """What changed since last month, a line each."""
    contradictions: tuple[str, ...] = ()
    """Promises of the demand that can't all be kept, a line each."""
    last_plan: tuple[SoldLine, ...] = ()
    """What the plan of the cycle before sells."""
    waived: tuple[str, ...] = ()
    """Findings somebody waived, a line each."""
    evidence: tuple[Evidence, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    gates: Mapping[str, Gate] = field(default_factory=lambda: GATES)
    """As the cycle's playbook has them."""
    recipes: Recipes = AS_CODED

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.company.timezone)

    @property
    def decided_on(self) -> date:
        """The day from which actions are dated, in what is shown and in what executes."""
        return self.now.astimezone(self.zone).date()

    @property
    def idle(self) -> SolvedOption:
        """What happens without a decision: the first option where doing nothing isn't one."""
        baseline = self.options[0]
        return next((o for o in self.options if o.scenario.key == DO_NOTHING), baseline)

    def option(self, key: str) -> SolvedOption:
        return next(option for option in self.options if option.scenario.key == key)

    def person_of(self, role: str) -> Person:
        return responsible(self.company, role)
