"""A change of the locked plan was approved: a new version, with everything it amends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState
from gates.amending import Amendment, Amends
from gates.canonical import Json, canonical_json, sha256
from gates.catalogue import PLAN_CHANGE
from gates.evidence import is_done, plain_predicate, restore_evidence
from gates.people import SYSTEM
from graphs.action_settling import wake
from graphs.action_timers import start_timers
from graphs.case_state import CaseState
from graphs.decided import cycle_state
from graphs.executing import promise, start_action
from graphs.frozen import supply_signed
from graphs.letters import Written
from graphs.plan_change_briefs import Amendments, amended_by, amendments
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from graphs.turned_letter import Turn, turned_letters
from mail.views import Fact
from planning.options import SolvedOption
from store import actions, asked_requests, ledger, people, plans
from store.actions import NewUpdate
from store.people import Addressee
from store.plans import NewScenario
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import RequestRow
from store.tables.standing import ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusting:
    """The adjusted option that was approved, and what it amends."""

    option: SolvedOption
    content: dict[str, Json]
    found: Amendments


def adjusting(session: Session, look: RequestRow) -> Adjusting | None:
    """What a settled request changes in the locked plan; None where it keeps it or it fell."""
    change = session.get_one(ChangeRow, session.get_one(CaseRow, look.case_id).subject_id)
    theirs = cycle_state(session, session.get_one(CycleRow, look.cycle_id))
    supply = supply_signed(session, theirs, look)
    amended = amended_by(change, supply)
    if look.gate != PLAN_CHANGE.name or amended is None:
        return None
    if look.choice != amended[1].scenario.key:
        return None
    assert change.found is not None
    at = asked_requests.brief_now(session, look).why_now.at
    return Adjusting(
        option=amended[1],
        content=change.found["amended"][1],
        found=amendments(session, theirs, supply, amended[1], at=at),
    )


def amended_letters(
    tools: Tools, turn: Turn, to: tuple[Addressee, ...], found: Amendments
) -> list[Written]:
    """One a person: what exactly has changed of what is theirs, and what of the plan as a whole."""
    lines = {who.key: tuple(_of(who.key, found)) for who in to}
    moved = f"{len(found.commitments)} commitments have another quantity"
    whole = Fact(label="The plan", value=moved)
    return [
        letter
        for who in to
        for letter in turned_letters(tools, replace(turn, facts=(*lines[who.key], whole)), (who,))
    ]


def _of(owner: str, found: Amendments) -> Iterator[Fact]:
    for one in found.actions:
        if one.action.owner == owner:
            value = f"{one.was} → {one.now}" if one.was else one.now
            yield Fact(label=f"{one.kind.value.capitalize()}: {one.action.title}", value=value)


def amend(
    tools: Tools, session: Session, look: RequestRow, earlier: RequestRow, what: Adjusting
) -> None:
    """The new version of the plan, and every action it adds, changes or cancels."""
    theirs = cycle_state(session, session.get_one(CycleRow, look.cycle_id))
    rows = plans.scenarios_of(session, theirs["subject_id"], theirs["round"])
    scenario = what.option.scenario
    new = NewScenario(key=scenario.key, name=scenario.name, result=what.content)
    plans.add_scenario(session, like=rows[0], new=new)
    rows = plans.scenarios_of(session, theirs["subject_id"], theirs["round"])
    version = plans.lock_version(
        session,
        scenario=next(row for row in rows if row.key == scenario.key),
        request_id=look.id,
        sha256=sha256(canonical_json(cast("Json", what.content))),
        at=tools.now(),
        promised=map(promise, what.found.effects.commitments),
    )
    for one in what.found.actions:
        _amend_action(tools, session, theirs, earlier, one)
    ledger.append(
        session,
        ledger.over(look),
        at=tools.now(),
        kind="plan_locked",
        actor=SYSTEM,
        subject=f"cycle:{theirs['subject_id']}",
        facts={
            "version": version.version,
            "option": scenario.key,
            "sha256": version.sha256,
            "request": str(look.id),
            "commitments": len(what.found.effects.commitments),
            "amended": [f"{one.kind.value} {one.action.key}" for one in what.found.actions],
            "moved": len(what.found.commitments),
        },
    )


def _amend_action(
    tools: Tools, session: Session, theirs: CaseState, earlier: RequestRow, one: Amendment
) -> None:
    if one.kind is Amends.ADDED:
        start_action(tools, session, theirs, one.action, earlier)
        return
    rows = actions.of_cycle(session, theirs["subject_id"])
    row = next((row for row in rows if row.key == one.action.key), None)
    if row is None or ActionState(row.state) not in OPEN:
        return
    at = tools.now()
    if one.kind is Amends.CANCELLED:
        actions.set_state(row, ActionState.CANCELLED)
        said = "Called off: the plan was adjusted."
        actions.note(session, row, NewUpdate(kind="cancelled", text=said, at=at))
    else:
        _rewrite(session, row, one, at)
    wake(tools, session, row)


def _rewrite(session: Session, row: ActionRow, one: Amendment, at: datetime) -> None:
    """What is asked now. What came before may be enough of it."""
    action, owner = one.action, people.by_id(session, row.owner_id)
    row.title, row.deliverable = action.title, action.deliverable
    row.done_when = plain_predicate(action.done_when)
    row.due_at = datetime.combine(action.due, DAY_ENDS, ZoneInfo(owner.timezone))
    text = f"The plan was adjusted. Was: {one.was}. Now: {one.now}."
    actions.note(session, row, NewUpdate(kind="amended", text=text, at=at))
    seen = row.last_evidence
    if seen is not None and is_done(action.done_when, restore_evidence(seen)).done:
        row.evidence = seen
    elif row.state != ActionState.WAITING:
        start_timers(session, row, at)
