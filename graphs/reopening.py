"""The baseline was sent back: every region looks at its numbers again."""

from datetime import datetime

from langgraph.runtime import Runtime

from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.input_escalating import ask_again, more_time_until
from graphs.input_facts import input_facts, sending
from graphs.input_letters import written
from graphs.input_page import page_link
from graphs.letters import Wording
from graphs.phrases import moment
from graphs.posting import hold
from graphs.tools import Tools
from mail import views
from mail.labels import label
from mail.views import Reader, View
from planning.directory import read_company
from store import asked_requests, cycles, inputs
from store.asked_requests import Said
from store.tables.cycles import CaseRow

NEEDED = "a corrected file, or “no change”"


def reopen(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The baseline was sent back: every owner learns why and looks at their numbers again."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        key = f"baseline/{state['baseline_round']}"
        request = asked_requests.find_request(session, state["case_id"], key)
        assert request is not None
        said = asked_requests.said_in(session, request.id)[-1]
        due_at = more_time_until(
            read_company(cycles.company_files(session, state["company_id"])), tools.now()
        )
        asked = [row.id for row in inputs.inputs_of(session, state["subject_id"])]
    for input_id in asked:
        _ask_again(tools, state, input_id, said, due_at)
    with tools.sessions(state["company_id"]) as session:
        cycles.return_to(session, state["subject_id"], "inputs")
    tools.reached("cycle.reopened")
    return {"baseline_round": state["baseline_round"] + 1}


def _ask_again(tools: Tools, state: CaseState, input_id: int, said: Said, due_at: datetime) -> None:
    mine: CaseState = {
        "company_id": state["company_id"],
        "case_id": cycles.input_case(input_id),
        "subject_id": input_id,
    }
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, mine)
    opens = page_link(facts, at=tools.now())

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.AnswerUnclear(
            reader=reader,
            words=words,
            path=opens.path,
            what=facts.what,
            why=said.reason,
            needed=label(NEEDED, facts.owner.language),
            due=due_at,
        )

    wording = Wording(
        kind=Kind.CHANGES_ASKED,
        facts={
            "who": said.by.name,
            "reason": said.reason,
            "due": moment(due_at, facts.owner.timezone, facts.owner.language),
        },
    )
    step = f"changes_asked/{state['baseline_round']}"
    letter = written(tools, mine, facts, step, wording, view, opens)
    with tools.sessions(state["company_id"]) as session:
        if hold(tools, session, letter, sending(tools, mine)):
            case = session.get_one(CaseRow, mine["case_id"])
            ask_again(session, case, due_at, tools.now())
