"""What adjusting a locked plan changes, and the brief that asks about it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agents.briefs.framing import why_now
from agents.briefs.plan_change import COST, Amending, plan_change_brief
from gates.amending import (
    Amendment,
    Moved,
    amended_actions,
    amended_commitments,
    amendments_set_off,
)
from gates.brief import Brief
from gates.catalogue import PLAN_CHANGE
from gates.follow_through import Effects, lock_effects
from graphs.case_state import CaseState
from graphs.frozen import Supply
from graphs.plan_in_force import effects_in_force, plan_in_force
from graphs.reconciliation_snapshot import snapshot_of
from planning.options import SolvedOption, restore_option
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """What a new version changes, with everything it sets off."""

    effects: Effects
    actions: tuple[Amendment, ...]
    commitments: tuple[Moved, ...]


def amended_by(change: ChangeRow, supply: Supply) -> tuple[SolvedOption, SolvedOption] | None:
    """The plan kept and the plan adjusted, where a change of a locked plan was computed."""
    if change.found is None or "amended" not in change.found:
        return None
    keep, adjust = (restore_option(supply.company, one) for one in change.found["amended"])
    return keep, adjust


def amendments(
    session: Session, state: CaseState, supply: Supply, adjust: SolvedOption, *, at: datetime
) -> Amendments:
    """From the plan in force to the adjusted one, decided at a moment."""
    now = plan_in_force(session, state, supply.company)
    assert now is not None
    before = effects_in_force(session, state, now)
    cycle = session.get_one(CycleRow, state["subject_id"])
    on = at.astimezone(supply.zone).date()
    recipes = supply.recipes
    after = lock_effects(supply.company, cycle.name, adjust, decided_on=on, recipes=recipes)
    return Amendments(
        effects=after,
        actions=amended_actions(before.actions, after.actions),
        commitments=amended_commitments(before.commitments, after.commitments),
    )


def change_brief(
    session: Session,
    state: CaseState,
    supply: Supply,
    amended: tuple[SolvedOption, SolvedOption],
    *,
    now: datetime,
) -> Brief:
    keep, adjust = amended
    gate = supply.gates[PLAN_CHANGE.name]
    snapshot = snapshot_of(session, state, supply, now=now, due=now + gate.due)
    in_force = plan_in_force(session, state, supply.company)
    assert in_force is not None
    found = amendments(session, state, supply, adjust, at=now)
    amending = Amending(
        keep=keep,
        adjust=adjust,
        signed_cost_eur=in_force.option.metrics[COST],
        sets_off=amendments_set_off(
            supply.company, found.actions, found.commitments, option=adjust.scenario.key
        ),
    )
    return plan_change_brief(snapshot, amending, why_now(snapshot))
