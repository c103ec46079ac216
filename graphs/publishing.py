"""A locked plan takes effect: its version, what it promises, its actions, and who is told."""

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.follow_through import Effects, lock_effects, sets_off
from gates.rules import Outcome
from graphs.case_state import CaseState
from graphs.choosing import chosen
from graphs.executing import execute
from graphs.frozen import Supply, supply_signed
from graphs.posting import Sending, hold
from graphs.publication_letter import Publication, publication_letter
from graphs.tools import Tools
from graphs.undo import leaves_at
from planning.options import SolvedOption
from store import asked_requests, looks, people, requests
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow


class NotWhatWasSigned(Exception):
    """What would be executed isn't what was listed when the plan was locked; nothing was done."""


def publish(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Do exactly what the lock's brief listed, unless the lock was taken back or fell meanwhile."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        request = locked(session, state)
        supply = supply_signed(session, state, request)
        option = chosen(session, state, supply)
        cycle = session.get_one(CycleRow, state["subject_id"])
        told = people.everyone(session, state["company_id"])
        brief = asked_requests.brief_now(session, request)
        effects = effects_of(supply, cycle.name, option, brief)
        by = asked_requests.said_in(session, request.id)[-1].by.name
    published = Publication(cycle=cycle.name, option=option, effects=effects, decided_by=by)
    readers = {mail.to for mail in effects.mails if mail.template == "cycle_published"}
    letters = [
        publication_letter(tools, state, published, who) for who in told if who.key in readers
    ]
    with tools.sessions(state["company_id"]) as session:
        if not _may_begin(session, request):
            return {"next": "after_lock"}
        execute(tools, session, state, option, effects, request)
        sending = Sending(
            company_id=state["company_id"],
            case_id=state["case_id"],
            at=tools.now(),
            held_until=leaves_at(request, tools.now()),
            request_id=request.id,
            brief_sha256=request.brief_sha256,
        )
        for letter in letters:
            hold(tools, session, letter, sending)
    tools.reached("cycle.published")
    return {"next": "await_execution"}


def _may_begin(session: Session, request: RequestRow) -> bool:
    """Held until what it sets off is written: nobody takes it back or looks again in between."""
    locked = requests.lock_request(session, request.id)
    approved = locked is not None and locked.outcome == Outcome.APPROVED.value
    return approved and not looks.is_suspended(session, request.id)


def locked(session: Session, state: CaseState) -> RequestRow:
    """The round's lock."""
    key = f"executive_lock/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    assert request is not None
    return request


def effects_of(supply: Supply, cycle: str, option: SolvedOption, brief: Brief) -> Effects:
    """What locking the option does, dated as its brief was; it must be what the brief listed.

    For the plan itself, or for what a lapsed condition falls back to. Raises
    `NotWhatWasSigned` otherwise.
    """
    on = brief.why_now.at.astimezone(supply.zone).date()
    effects = lock_effects(
        supply.company,
        cycle,
        option,
        decided_on=on,
        gates=supply.gates,
        recipes=supply.recipes,
    )
    key = option.scenario.key
    instead = None if key == brief.settles_on(None) else key
    listed = tuple(line for line in brief.sets_off if line.option == instead)
    if sets_off(supply.company, effects, option=instead) != listed:
        raise NotWhatWasSigned(brief.subject)
    return effects
