"""An option that an approver changes: what its form needs, and what the brief gains by it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agents.briefs.trade_off import Under, with_changed
from gates import errors
from gates.brief import Brief
from graphs.case_state import CaseState
from graphs.frozen import Frozen, Supply, frozen, supply_of
from planning.options import SolvedOption, restore_option
from planning.plain_values import plain
from store import plans
from store.plans import NewScenario
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import RequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    """An option of a round, with all that recomputing it needs. Values only: no session."""

    base: Frozen
    supply: Supply
    cycle: str
    option: SolvedOption

    @property
    def others(self) -> list[dict[str, Any]]:
        """The drafted options as they are kept, to compare with."""
        return [plain(one) for one in self.supply.options if one.scenario.changed_from is None]

    def added_to(self, brief: Brief, content: dict[str, Any]) -> Brief:
        """The brief with the recomputed option beside the others."""
        supply = self.supply
        option = restore_option(supply.company, content)
        return with_changed(
            brief,
            supply.company,
            supply.constraints,
            option,
            self.option.scenario,
            cycle=self.cycle,
            under=Under(supply.gates, supply.recipes),
        )


def changing(session: Session, request: RequestRow, key: str) -> Changing:
    """Raises `NoSuchOption` where the round has no such option."""
    state = _round_of(session, request)
    supply = supply_of(session, state)
    option = next((one for one in supply.options if one.scenario.key == key), None)
    if option is None:
        raise errors.NoSuchOption
    cycle = session.get_one(CycleRow, state["subject_id"]).name
    return Changing(
        base=frozen(session, state, with_past=True), supply=supply, cycle=cycle, option=option
    )


def keep(session: Session, request: RequestRow, content: dict[str, Any]) -> None:
    """Keep the changed option in the round of the one it came from."""
    state, scenario = _round_of(session, request), content["scenario"]
    rows = plans.scenarios_of(session, state["subject_id"], state["round"])
    new = NewScenario(key=scenario["key"], name=scenario["name"], result=content)
    plans.add_scenario(session, like=rows[0], new=new)


def _round_of(session: Session, request: RequestRow) -> CaseState:
    """The round a request belongs to, read from its key (`trade_off/2`)."""
    case = session.get_one(CaseRow, request.case_id)
    _, _, number = request.key.partition("/")
    if case.kind != "cycle" or not number.isdecimal():
        raise errors.NothingToChange
    return {
        "company_id": request.company_id,
        "case_id": request.case_id,
        "subject_id": case.subject_id,
        "round": int(number),
    }
