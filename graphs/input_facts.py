"""What the letters and checks of one input need, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from gates.routing import route
from graphs.case_state import CaseState
from graphs.input_layouts import confirmed_layouts
from graphs.phrases import month
from graphs.posting import Sending
from graphs.tools import Tools
from mail.labels import label
from planning.checks.finding import Severity
from planning.sheets.confirmed import Confirmed
from store import cycles, people, submissions
from store.people import Addressee
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow

HOLDS_UP = "The demand baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFacts:
    """One input request with the people around it."""

    input_id: int
    cycle_id: int
    region: str
    region_name: str
    month: date
    cycle: str
    asked_at: datetime
    due_at: datetime
    state: str
    reminders: int
    stands: bool
    """Whether a version of it is accepted."""
    owner: Addressee
    lead: Addressee
    """The S&OP lead: whoever is asked when a person is needed."""
    files: dict[str, str]
    """The company directory as loaded."""
    severities: Mapping[str, Severity]
    """How grave a rule's findings are, where the playbook says."""
    layouts: tuple[Confirmed, ...]
    """What was said about the layouts of the owner's sheets, the latest word first."""

    @property
    def path(self) -> str:
        return f"/inputs/{self.input_id}"

    @property
    def what(self) -> str:
        """“the November 2026 forecast for Nordics”, in its owner's language."""
        return self.what_in(self.owner.language)

    def what_in(self, language: str) -> str:
        said = label("the {cycle} forecast for {region}", language)
        return said.format(cycle=month(self.month, language), region=self.region_name)

    @property
    def heading(self) -> str:
        """What is asked for, where it starts a line."""
        said = label("forecast for {region}", self.owner.language).format(region=self.region_name)
        return said[:1].upper() + said[1:]

    @property
    def holds_up(self) -> str:
        return label(HOLDS_UP, self.owner.language)


def input_facts(session: Session, state: CaseState) -> InputFacts:
    row = session.get_one(InputRequestRow, state["subject_id"])
    cycle = session.get_one(CycleRow, row.cycle_id)
    book = cycles.book_of(session, state["case_id"])
    return InputFacts(
        input_id=row.id,
        cycle_id=cycle.id,
        region=row.region,
        region_name=row.title.removeprefix("forecast for "),
        month=cycle.month,
        cycle=cycle.name,
        asked_at=row.asked_at,
        due_at=row.due_at,
        state=row.state,
        reminders=row.reminders,
        stands=submissions.accepted_submission(session, row.id) is not None,
        owner=people.by_id(session, row.owner_id),
        lead=people.first_holder(session, row.company_id, route(book.routing, "doubt")),
        files=cycles.company_files(session, row.company_id),
        severities=book.checks,
        layouts=confirmed_layouts(session, row.owner_id),
    )


def sending(tools: Tools, state: CaseState) -> Sending:
    """The letters of a case leave at once, behind no gate."""
    return Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
