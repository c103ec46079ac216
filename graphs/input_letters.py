"""What an input's owner is written: asked, reminded, told which rows are wrong, thanked."""

from dataclasses import replace

from langgraph.runtime import Runtime

from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.input_facts import InputFacts, input_facts, sending
from graphs.input_page import page_link, prefilled_sheet
from graphs.input_stand_in import hand_over, watch_absences
from graphs.letters import MakeView, Opens, Wording, Written, write
from graphs.own_calendar import OwnCalendar
from graphs.phrases import moment
from graphs.posting import hold
from graphs.reminding import reminders_due, set_timers
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from store import cycles
from store.tables.cycles import CaseRow
from store.tables.inputs import InputRequestRow


def asked_key(case_id: str, owner: str) -> str:
    return f"{case_id}/asked/{owner}"


def ask(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Ask the owner, or who stands in for them; and set the times at which the case looks again."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        hand_over(session, session.get_one(InputRequestRow, state["subject_id"]), tools.now())
        facts = input_facts(session, state)
    opens, sheet = page_link(facts, at=tools.now()), prefilled_sheet(facts)

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.InputRequest(
            reader=reader,
            words=words,
            path=opens.path,
            sheet=sheet.name,
            cycle=facts.cycle,
            what=facts.what,
            missing=(facts.heading,),
            due=facts.due_at,
            holds_up=facts.holds_up,
        )

    step = f"asked/{facts.owner.key}"
    letter = written(tools, state, facts, step, Wording(kind=Kind.INPUT_REQUEST), view, opens)
    letter = replace(letter, letter=replace(letter.letter, enclosures=(sheet,)))
    with tools.sessions(state["company_id"]) as session:
        case = session.get_one(CaseRow, state["case_id"])
        asked = session.get_one(InputRequestRow, facts.input_id)
        cadence = cycles.playbook_of(session, case).inputs
        own = OwnCalendar(facts.owner.timezone)
        asked.reminders = set_timers(session, case, asked.due_at, cadence, tools.now(), own)
        watch_absences(session, case, facts.owner.key, tools.now())
        hold(tools, session, letter, sending(tools, state))
    tools.reached("input.asked")
    return {}


def remind(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """One letter, however many reminders became due since the last look."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        book = cycles.playbook_of(session, session.get_one(CaseRow, state["case_id"]))
        own = OwnCalendar(facts.owner.timezone)
        number = reminders_due(facts.due_at, book.inputs, at, own)
    late = (at - facts.due_at).days
    opens = page_link(facts, at=at)

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.InputReminder(
            reader=reader,
            words=words,
            path=opens.path,
            cycle=facts.cycle,
            what=facts.what,
            missing=(facts.heading,),
            due=facts.due_at,
            days_late=late,
            holds_up=facts.holds_up,
        )

    key = f"reminder/{facts.due_at:%Y-%m-%dT%H}/{number}"
    letter = written(
        tools, state, facts, key, Wording(kind=Kind.INPUT_REMINDER, days_late=late), view, opens
    )
    with tools.sessions(state["company_id"]) as session:
        hold(tools, session, letter, sending(tools, state))
        session.get_one(InputRequestRow, facts.input_id).reminders = number
    tools.reached("input.reminded")
    return {}


def written(
    tools: Tools,
    state: CaseState,
    facts: InputFacts,
    step: str,
    wording: Wording,
    view: MakeView,
    opens: Opens | None = None,
) -> Written:
    """A letter to the input's owner; the wording's facts come on top of what every letter has."""
    said = {
        "what": facts.what,
        "due": moment(facts.due_at, facts.owner.timezone, facts.owner.language),
        "holds_up": facts.holds_up,
        "escalates_to": facts.lead.name,
        **wording.facts,
    }
    letter = write(
        tools,
        case_id=state["case_id"],
        to=facts.owner,
        key=f"{state['case_id']}/{step}",
        wording=replace(wording, facts=said),
        view=view,
    )
    return replace(letter, opens=opens)
