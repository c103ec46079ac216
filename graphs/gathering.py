"""The cycle's first step: every region is asked, and the cycle waits until each has answered."""

from typing import cast

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.action import ActionState
from gates.canonical import Json
from gates.people import SYSTEM
from graphs.action_splitting import is_split
from graphs.case_state import CaseState
from graphs.opening_cases import start
from graphs.tools import Tools
from planning.company import Region
from planning.directory import read_company
from store import actions, cycles, imports, inputs, ledger, people
from store.actions import NewAction
from store.tables.actions import ActionRow
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow


def open_cycle(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What the last cycle left open goes on in this one."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycle = session.get_one(CycleRow, state["subject_id"])
        before = cycles.previous_cycle(session, cycle)
        left = actions.carried_from(session, before.id) if before is not None else []
        taken: dict[int, int] = {}
        for action in left:
            taken[action.id] = _take_up(tools, session, state, action, taken)
        for action_id in taken.values():
            if is_split(session, action := session.get_one(ActionRow, action_id)):
                actions.set_state(action, ActionState.ASSIGNED)  # its parts are asked for, not it
        if left:
            ledger.append(
                session,
                ledger.in_case(cycle.company_id, state["case_id"]),
                at=tools.now(),
                kind="actions_taken_up",
                actor=SYSTEM,
                subject=f"cycle:{cycle.id}",
                facts={"actions": cast("Json", [action.key for action in left])},
            )
    return {"baseline_round": 1, "round": 1}


def _take_up(
    tools: Tools, session: Session, state: CaseState, left: ActionRow, taken: dict[int, int]
) -> int:
    """The same action under this cycle: its owner, evidence and original date are kept, and so
    are its parts, done ones with it; returns its new id.
    """
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
            part_of=taken.get(left.part_of) if left.part_of else None,
        ),
    )
    session.get_one(ActionRow, action_id).original_due_at = left.original_due_at
    for part in actions.parts_of(session, left.id):
        if part.state in actions.FINISHED:
            part.part_of = action_id
    imports.move_on(session, left.id, action_id)
    left.carried_to = cycle_id
    start(tools, session, state, kind="follow_up", subject_id=action_id)
    return action_id


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
