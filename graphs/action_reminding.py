"""Reminding an action's owner: one letter a person, once for each day it is due."""

from dataclasses import dataclass, replace

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.letter_kinds import Kind
from graphs.action_digest import also_due, as_lines, count_along
from graphs.action_facts import action_facts
from graphs.action_letters import now_of, written
from graphs.action_page import action_link
from graphs.action_timers import reminders_owed
from graphs.case_state import CaseState
from graphs.letters import Wording, Written
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from store import actions, people
from store.actions import NewUpdate
from store.tables.actions import ActionRow


def remind(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """One letter, however many reminders became due since the last look, of this or others."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        action = session.get_one(ActionRow, facts.action_id)
        number = reminders_owed(session, action, at)
        others = also_due(session, action, at)
        also, beside = as_lines(session, others), {one.id for one in others}
    late, opens = (at - facts.due_at).days, action_link(facts.action_id, facts.due_at, at=at)

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.ActionReminder(
            reader=reader,
            words=words,
            path=opens.path,
            action=facts.title,
            due=facts.due_at,
            days_late=late,
            depends_on_it=facts.waiting,
            evidence=facts.done_when.says,
            also=also,
        )

    key = f"reminder/{facts.due_at:%Y-%m-%dT%H}/{number}"
    wording = Wording(kind=Kind.ACTION_REMINDER, days_late=late)
    letter = replace(written(tools, state, facts, key, wording, view), opens=opens)
    tools.reached("action.reminder_worded")
    with tools.sessions(state["company_id"]) as session:
        _remind(tools, session, letter, Due(facts.action_id, number, beside), now_of(tools, state))
    tools.reached("action.reminded")
    return {}


@dataclass(frozen=True, slots=True)
class Due:
    """Which reminder of which action a letter is, and which other actions go along."""

    action_id: int
    number: int
    beside: set[int]


def _remind(tools: Tools, session: Session, letter: Written, due: Due, sending: Sending) -> None:
    """Post it, unless another letter to this person took it along while it was worded."""
    people.one_letter_at_a_time(session, letter.to.person_id)
    action = session.get_one(ActionRow, due.action_id)
    if action.reminders >= due.number:
        return
    action.reminders = due.number
    if hold(tools, session, letter, sending):
        others = also_due(session, action, sending.at)
        count_along(session, [one for one in others if one.id in due.beside], sending.at)
        said = NewUpdate(kind="reminded", text=f"{letter.to.name} was reminded.", at=sending.at)
        actions.note(session, action, said)
