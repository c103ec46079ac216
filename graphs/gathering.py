"""The cycle's first step: every region is asked, and the cycle waits until each has answered."""

from datetime import datetime
from typing import cast

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.wording import Kind
from gates.canonical import Json
from gates.people import SYSTEM
from graphs.case_state import CaseState
from graphs.input_escalating import ask_again, more_time_until
from graphs.input_facts import input_facts, sending
from graphs.input_letters import written
from graphs.letters import Wording
from graphs.opening_cases import start
from graphs.phrases import moment
from graphs.posting import hold
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from planning.company import Region
from planning.directory import read_company
from store import actions, asked_requests, cycles, inputs, ledger, people
from store.actions import NewAction
from store.asked_requests import Said
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.inputs import InputRequestRow


def open_cycle(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What the last cycle left open goes on in this one."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycle = session.get_one(CycleRow, state["subject_id"])
        before = cycles.previous_cycle(session, cycle)
        left = actions.carried_from(session, before.id) if before is not None else []
        for action in left:
            _take_up(tools, session, state, action)
        if left:
            ledger.append(
                session,
                company_id=cycle.company_id,
                at=tools.now(),
                kind="actions_taken_up",
                actor=SYSTEM,
                subject=f"cycle:{cycle.id}",
                facts={"actions": cast("Json", [action.key for action in left])},
            )
    return {"baseline_round": 1, "round": 1}


def _take_up(tools: Tools, session: Session, state: CaseState, left: ActionRow) -> None:
    """The same action under this cycle: its owner, evidence and original date are kept."""
    cycle_id = state["subject_id"]
    action_id = actions.make(
        session,
        left.company_id,
        NewAction(
            cycle_id=cycle_id,
            request_id=left.request_id,
            key=f"{left.cycle_id}/{left.key}",
            title=left.title,
            deliverable=left.deliverable,
            owner_id=left.owner_id,
            depends_on=(),
            done_when=left.done_when,
            due_at=left.due_at,
        ),
    )
    taken = session.get_one(ActionRow, action_id)
    taken.original_due_at = left.original_due_at
    left.carried_to = cycle_id
    start(tools, session, state, kind="follow_up", subject_id=action_id)


def ask_inputs(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Open one input request a region, each a case of its own."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycle = session.get_one(CycleRow, state["subject_id"])
        company = read_company(cycles.company_files(session, cycle.company_id))
        for region in company.regions:
            _ask(tools, session, state, cycle, region)
    tools.reached("cycle.inputs_asked")
    return {}


def _ask(tools: Tools, session: Session, state: CaseState, cycle: CycleRow, region: Region) -> None:
    owner = people.by_key(session, cycle.company_id, region.owner)
    row = InputRequestRow(
        company_id=cycle.company_id,
        cycle_id=cycle.id,
        region=region.code,
        title=f"forecast for {region.name}",
        owner_id=owner.person_id,
        asked_at=tools.now(),
        due_at=cycle.inputs_due_at,
    )
    input_id = inputs.open_input(session, row)
    start(tools, session, state, kind="input_request", subject_id=input_id)


def look(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    with runtime.context.sessions(state["company_id"]) as session:
        settled = inputs.all_settled(session, state["subject_id"])
    return {"next": "consolidate" if settled else "await_inputs"}


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

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.AnswerUnclear(
            reader=reader,
            words=words,
            path=facts.path,
            what=facts.what,
            why=said.reason,
            needed="a corrected file, or “no change”",
            due=due_at,
        )

    wording = Wording(
        kind=Kind.CHANGES_ASKED,
        facts={
            "who": said.by.name,
            "reason": said.reason,
            "due": moment(due_at, facts.owner.timezone),
        },
    )
    step = f"changes_asked/{state['baseline_round']}"
    letter = written(tools, mine, facts, step, wording, view)
    with tools.sessions(state["company_id"]) as session:
        if hold(tools, session, letter, sending(tools, mine)):
            case = session.get_one(CaseRow, mine["case_id"])
            ask_again(session, case, due_at, tools.now())
