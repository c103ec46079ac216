"""What the owner of an input is told once it is decided how to go on without it."""

from datetime import datetime

from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.input_facts import InputFacts
from graphs.input_letters import written
from graphs.input_page import page_link
from graphs.letters import Wording, Written
from graphs.phrases import moment
from graphs.tools import Tools
from mail import views
from mail.labels import label
from mail.views import Reader, View

NOT_WAITED_FOR = "It was decided to go on with last month's numbers, labelled as such."


def last_request(tools: Tools, state: CaseState, facts: InputFacts, until: datetime) -> Written:
    """Asked once more, with the time that is left."""
    opens = page_link(facts, at=tools.now())

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.InputReminder(
            reader=reader,
            words=words,
            path=opens.path,
            cycle=facts.cycle,
            what=facts.what,
            missing=(facts.heading,),
            due=until,
            days_late=0,
            holds_up=facts.holds_up,
        )

    due = {"due": moment(until, facts.owner.timezone, facts.owner.language)}
    key = f"last_request/{until:%Y-%m-%dT%H}"
    return written(
        tools, state, facts, key, Wording(kind=Kind.INPUT_REMINDER, facts=due), view, opens
    )


def not_waited_for(tools: Tools, state: CaseState, facts: InputFacts) -> Written:
    def view(reader: Reader, _words: tuple[str, ...]) -> View:
        return views.NoLongerNeeded(
            reader=reader,
            words=(),
            path=facts.path,
            question=facts.what,
            why=label(NOT_WAITED_FOR, facts.owner.language),
            at=tools.now(),
        )

    key = f"not_waited_for/{facts.due_at:%Y-%m-%dT%H}"
    return written(tools, state, facts, key, Wording(kind=Kind.INPUT_REMINDER), view)
