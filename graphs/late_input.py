"""One mail to an input that came once the baseline was frozen: kept as a late version, or unclear.

    read ─▶ answer ─▶ end

The input's own case is over by then. Each such mail is a case of its own, begun as it comes in;
what it says never counts by itself.
"""

from dataclasses import replace

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.input_circumstances import circumstances
from graphs.input_facts import InputFacts, input_facts, sending
from graphs.input_feedback import unclear_letter
from graphs.input_keeping import by_mail
from graphs.input_letters import written
from graphs.input_page import page_link
from graphs.input_reading import Understood, understood
from graphs.late_versions import keep_late
from graphs.letters import Wording, Written
from graphs.posting import hold
from graphs.tools import Tools
from mail import views
from mail.labels import label
from mail.views import Reader, View
from planning.directory import read_company
from store import messages, people
from store.cycles import input_case
from store.replies import CAME_LATE, CLARIFY, LATE_KIND
from store.tables.effects import MessageRow
from store.tables.inputs import InputRequestRow

KIND = LATE_KIND
LATE_VERSION = "late_version"
HANDED_ON = "the numbers are frozen, so nobody else is asked for them; send what changed"
KEPT = (
    "It came after the baseline was frozen and is kept as a late change. It counts only if those "
    "who decided look at it again."
)


def build(saver: PostgresSaver) -> CompiledStateGraph[CaseState, Tools, CaseState, CaseState]:
    graph: StateGraph[CaseState, Tools, CaseState, CaseState] = StateGraph(
        CaseState, context_schema=Tools
    )
    graph.add_node("read", read)
    graph.add_node("answer", answer)
    graph.add_edge(START, "read")
    graph.add_edge("read", "answer")
    graph.add_edge("answer", END)
    return graph.compile(checkpointer=saver)


def read(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Read and checked as it would have been in time; kept, unless that was done before."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        message = session.get_one(MessageRow, state["subject_id"])
        if message.state != "new":
            return {}
        facts = input_facts(session, _of_input(state, message))
        everyone = people.everyone(session, state["company_id"])
        company = read_company(facts.files)
        came = circumstances(session, facts, company, by_mail(message), everyone)
    found = _to_keep(understood(tools, facts, message, came, everyone))
    with tools.sessions(state["company_id"]) as session:
        row = session.get_one(MessageRow, message.id, with_for_update=True)
        if row.state == "new":
            sent = {LATE_VERSION: True} if found.sent is not None else {}
            told = {"leads": found.leads, CAME_LATE: True}
            messages.mark_read(session, row.id, found.reading | told | sent)
            if found.sent is not None:
                asked = session.get_one(InputRequestRow, facts.input_id, with_for_update=True)
                keep_late(tools, session, asked, by_mail(message), found.sent)
    tools.reached("late_input.read")
    return {}


def _to_keep(found: Understood) -> Understood:
    """Once it is frozen nobody takes the input over any more."""
    if found.hand_to is None:
        return found
    return replace(found, reading=found.reading | {"why": HANDED_ON}, leads=CLARIFY, hand_to=None)


def _of_input(state: CaseState, message: MessageRow) -> CaseState:
    assert message.case_id is not None, "it was routed to its input"
    return {
        "company_id": state["company_id"],
        "case_id": message.case_id,
        "subject_id": int(message.case_id.removeprefix(input_case(0)[:-1])),
    }


def answer(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Its sender learns that it was kept and doesn't count, or what was unclear about it."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        message = session.get_one(MessageRow, state["subject_id"])
        mine = _of_input(state, message)
        facts = input_facts(session, mine)
    said = message.reading or {}
    if said.get("leads") == CLARIFY:
        letter = unclear_letter(tools, mine, facts, message)
    elif said.get(LATE_VERSION):
        letter = _kept(tools, mine, facts, message)
    else:
        return {}
    with tools.sessions(state["company_id"]) as session:
        hold(tools, session, letter, sending(tools, mine))
    return {}


def _kept(tools: Tools, mine: CaseState, facts: InputFacts, message: MessageRow) -> Written:
    opens = page_link(facts, at=tools.now())

    def view(reader: Reader, _words: tuple[str, ...]) -> View:
        return views.NoLongerNeeded(
            reader=reader,
            words=(),
            path=opens.path,
            question=facts.what,
            why=label(KEPT, facts.owner.language),
            at=message.received_at,
        )

    wording = Wording(kind=Kind.INPUT_ACCEPTED)
    return written(tools, mine, facts, f"kept_late/{message.id}", wording, view, opens)
