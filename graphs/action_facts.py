"""What the letters and checks of one action need, read in one go."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gates.evidence import DoneWhen, restore_predicate
from gates.routing import route
from graphs.case_state import CaseState
from graphs.day_actions import is_about_a_day
from store import actions, asked_requests, cycles, imports, people, plans
from store.people import Addressee
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow

NOBODY = "the S&OP team"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One action with the people around it and what waits for it."""

    action_id: int
    cycle_id: int
    cycle: str
    key: str
    title: str
    deliverable: str
    due_at: datetime
    done_when: DoneWhen
    owner: Addressee
    manager: Addressee | None
    lead: Addressee
    """The S&OP lead: whoever is asked when a person is needed."""
    decided_by: str
    """Who decided, by name."""
    decided: str
    """The question they answered."""
    waiting: tuple[str, ...]
    """What waits for it, with its owner."""
    history: tuple[ActionUpdateRow, ...]

    @property
    def path(self) -> str:
        return f"/actions/{self.action_id}"


def action_facts(session: Session, state: CaseState) -> ActionFacts:
    row = session.get_one(ActionRow, state["subject_id"])
    owner = people.by_id(session, row.owner_id)
    manager = owner.manager_key
    decided, decided_by = _origin(session, row)
    cycle = session.get_one(CycleRow, row.cycle_id)
    book = cycles.book_of(session, state["case_id"])
    return ActionFacts(
        action_id=row.id,
        cycle_id=row.cycle_id,
        cycle=cycle.name,
        key=row.key,
        title=row.title,
        deliverable=row.deliverable,
        due_at=row.due_at,
        done_when=restore_predicate(row.done_when),
        owner=owner,
        manager=people.by_key(session, row.company_id, manager) if manager else None,
        lead=people.first_holder(session, row.company_id, route(book.routing, "doubt")),
        decided_by=decided_by,
        decided=decided,
        waiting=tuple(
            f"{other.title} ({people.by_id(session, other.owner_id).name})"
            for other in actions.waiting_for(session, row)
        ),
        history=tuple(actions.history(session, row.id)),
    )


def _origin(session: Session, row: ActionRow) -> tuple[str, str]:
    """What it comes from, and who answers for that, by name."""
    request_id = row.request_id
    if is_about_a_day(row) and (version := plans.version_of(session, row.cycle_id)) is not None:
        request_id = version.request_id
    if request_id is not None:
        said = asked_requests.said_in(session, request_id)
        question = session.get_one(RequestRow, request_id).question
        return question, said[-1].by.name if said else NOBODY
    found = imports.origin_of(session, row.id)
    if found is None or found[0].settled_by is None:
        return "", NOBODY
    read, file = found
    confirmed_by = people.by_id(session, found[0].settled_by)
    return f"Imported from {file.file_name}, {read.source}.", confirmed_by.name


def in_our_words(update: ActionUpdateRow, facts: ActionFacts) -> str:
    """What happened, in our words: a mail's own words would stand in the brief as if they were."""
    if update.kind != "answered":
        return update.text
    return f"{facts.owner.name} answered by mail; the words stand with the action."
