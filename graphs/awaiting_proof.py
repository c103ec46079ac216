"""A lock on a condition: what proves it is asked for at once, everything else waits."""

from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.action import ActionState
from gates.brief import Brief
from gates.canonical import Json
from gates.conditions import Condition, ConditionState, Sighting, settle
from gates.evidence import plain_evidence
from gates.people import agent
from graphs.action_settling import wake
from graphs.case_state import CaseState
from graphs.choosing import chosen
from graphs.executing import start_action
from graphs.frozen import supply_signed
from graphs.phrases import moment
from graphs.posting import Sending, hold
from graphs.publishing import effects_of, locked
from graphs.tools import Tools
from graphs.turned_letter import Turn, concerned, turned_letters
from planning import written
from store import (
    actions,
    asked_requests,
    cases,
    conditions,
    cycles,
    ledger,
    looks,
    sightings,
    standing,
)
from store.actions import NewUpdate
from store.people import Addressee
from store.tables.cycles import CaseRow, CycleRow
from store.tables.standing import ConditionRow

MONITOR = agent("monitor")


def watch(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Ask for the proof, and look again when its time is up."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        request = locked(session, state)
        row = conditions.condition_row(session, request.id)
        assert row is not None
        supply = supply_signed(session, state, request)
        brief = asked_requests.brief_now(session, request)
        cycle = session.get_one(CycleRow, state["subject_id"])
        effects = effects_of(supply, cycle.name, chosen(session, state, supply), brief)
        code = conditions.condition_of(row).predicate.code
        for action in effects.actions:
            if action.key == code:
                start_action(tools, session, state, action, request)
        case = session.get_one(CaseRow, state["case_id"])
        cases.add_wait(session, case=case, key=f"condition/{row.id}", due_at=row.until)
    tools.reached("cycle.condition_watched")
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A condition at its end, with what is told about it and to whom."""

    state: ConditionState
    sighting: Sighting | None
    turn: Turn
    to: tuple[Addressee, ...]


def look(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Met: the plan is published. Lapsed: what was agreed instead. Neither: it waits."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        request = locked(session, state)
        if looks.has_fallen(session, request.id):
            cycles.return_to(session, state["subject_id"], "reconciliation")
            return {"next": "draft_options", "round": state["round"] + 1}
        ended = _ended(session, state, tools)
    if ended is not None:
        letters = turned_letters(tools, ended.turn, ended.to)
        with tools.sessions(state["company_id"]) as session:
            if _end(tools, session, state, ended):
                sending = Sending(
                    company_id=state["company_id"], case_id=state["case_id"], at=tools.now()
                )
                for letter in letters:
                    hold(tools, session, letter, sending)
        tools.reached("cycle.condition_ended")
    with tools.sessions(state["company_id"]) as session:
        request = locked(session, state)
        row = conditions.condition_row(session, request.id)
        assert row is not None
        watched = row.state == ConditionState.WATCHED
        waits = watched or looks.is_suspended(session, request.id)
    return {"next": "await_condition" if waits else "publish"}


def _ended(session: Session, state: CaseState, tools: Tools) -> Ended | None:
    """How the condition ends now, if it does."""
    request = locked(session, state)
    row = conditions.condition_row(session, request.id)
    assert row is not None
    if row.state != ConditionState.WATCHED:
        return None
    condition = conditions.condition_of(row)
    code, cycle_id = condition.predicate.code, state["subject_id"]
    sighting = sightings.of_action(session, cycle_id, code)
    unread = sightings.is_unread(session, cycle_id, code, until=condition.until)
    became = settle(condition, sighting, at=tools.now(), unread=unread)
    if became is ConditionState.WATCHED:
        return None
    brief = asked_requests.brief_now(session, request)
    zone = supply_signed(session, state, request).zone
    headline, what, follows = _words(condition, became, brief, zone)
    turn = Turn(
        key=f"condition/{row.id}/{became.value}",
        case_id=state["case_id"],
        request_id=request.id,
        question=request.question,
        headline=headline,
        what=what,
        next=follows,
    )
    return Ended(state=became, sighting=sighting, turn=turn, to=concerned(session, request.id))


def _words(
    condition: Condition, became: ConditionState, brief: Brief, zone: ZoneInfo
) -> tuple[str, str, str]:
    """Headline, what happened, what follows."""
    until = moment(condition.until, zone.key)
    option = brief.option(condition.holds_for).name
    instead = brief.option(condition.fallback).name
    if became is ConditionState.MET:
        return (
            f"Condition met: {option} goes ahead",
            f"The condition is met: {condition.says}.",
            f"“{option}” is published as it was signed.",
        )
    return (
        f"Condition not met: {instead} takes over",
        f"By {until} this was not proven: {condition.says}.",
        f"As agreed, “{instead}” counts instead of “{option}” and is published.",
    )


def _end(tools: Tools, session: Session, state: CaseState, ended: Ended) -> bool:
    """Write it down, once; says whether this was the time."""
    at = tools.now()
    request = locked(session, state)
    standing_one = conditions.condition_row(session, request.id)
    assert standing_one is not None
    row = session.get_one(ConditionRow, standing_one.id, with_for_update=True)
    if row.state != ConditionState.WATCHED:
        return False
    conditions.end_condition(row, ended.state, sighting=ended.sighting, at=at)
    condition = conditions.condition_of(row)
    if ended.state is ConditionState.LAPSED:
        brief = asked_requests.brief_now(session, request)
        standing.end_premises(session, request.id, at=at)
        resting = brief.premises_of(condition.fallback)
        standing.keep_premises(session, row.company_id, request.id, resting)
        _stop_asking(tools, session, state, condition)
    ledger.append(
        session,
        ledger.over(request),
        at=at,
        kind=f"condition_{ended.state.value}",
        actor=MONITOR,
        subject=f"request:{request.id}",
        facts={
            "condition": cast("Json", row.content),
            "evidence": plain_evidence(ended.sighting.evidence) if ended.sighting else None,
            "option": condition.holds_for
            if ended.state is ConditionState.MET
            else condition.fallback,
        },
    )
    return True


def _stop_asking(tools: Tools, session: Session, state: CaseState, condition: Condition) -> None:
    """The proof is no longer needed: unless what counts now wants it too, its action ends."""
    request = locked(session, state)
    supply = supply_signed(session, state, request)
    cycle = session.get_one(CycleRow, state["subject_id"])
    brief = asked_requests.brief_now(session, request)
    option = next(o for o in supply.options if o.scenario.key == condition.fallback)
    wanted = {action.key for action in effects_of(supply, cycle.name, option, brief).actions}
    for action in actions.open_of(session, request.id):
        if action.key not in wanted:
            actions.set_state(action, ActionState.CANCELLED)
            name = written.in_sentence(option.scenario.name)
            said = f"Called off: the condition lapsed, and {name} takes over."
            actions.note(session, action, NewUpdate(kind="cancelled", text=said, at=tools.now()))
            wake(tools, session, action)
