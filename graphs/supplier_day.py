"""What a supplier still owes is an action of who buys: closed by its quantity and day, which count.

It hangs on no request: it is asked for also while the plan behind it is looked at again.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.evidence import DoneWhen, EvidenceKind, plain_predicate
from graphs.action_dates import working_day_later
from graphs.case_state import CaseState
from graphs.day_actions import day_key
from graphs.decided import cycle_state
from graphs.demand_now import EXCEPTION
from graphs.opening_cases import start
from graphs.plan_in_force import plan_in_force
from graphs.raising import roles_for
from graphs.reminding import DAY_ENDS
from graphs.telling_exception import MATTERS, owner_of
from graphs.tools import Tools
from planning import written
from planning.calendar_weeks import WEEK
from planning.company import Company, OpenSupply
from planning.directory import read_company
from planning.exceptions import Left
from store import actions, cycles, people, sightings
from store.actions import NewAction
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow

WITHIN_DAYS = 2


def ask_for_day(tools: Tools, state: CaseState) -> None:
    """Once for a component in a cycle, while its plan is in force."""
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        if change.kind != EXCEPTION or change.facts["about"] != Left.SUPPLIER:
            return
        theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
        company = read_company(cycles.company_files(session, change.company_id))
        now = plan_in_force(session, theirs, company)
        if now is not None:
            wanted = _wanted(change.facts, now.option.plan.weeks[-1] + WEEK)
            action_id = _make(session, change, company, wanted, tools.now())
            start(tools, session, theirs, kind="follow_up", subject_id=action_id)


def _wanted(said: Mapping[str, Any], until: date) -> DoneWhen:
    missing = said["promised"] - said["seen"]
    return DoneWhen(
        kind=EvidenceKind.CONFIRMED_QUANTITY,
        says=f"a confirmed quantity of at least {written.number(missing)} {said['unit']}, "
        "and by which day",
        at_least=Decimal(missing),
        by=until,
    )


def _make(
    session: Session, change: ChangeRow, company: Company, wanted: DoneWhen, at: datetime
) -> int:
    roles = roles_for(session, change, MATTERS[Left.SUPPLIER])
    key = owner_of(company, Left.SUPPLIER, change.facts["code"], roles)
    owner = people.by_key(session, change.company_id, key)
    day = working_day_later(session, change.company_id, owner, at, days=WITHIN_DAYS)
    new = NewAction(
        cycle_id=change.cycle_id,
        request_id=None,
        key=day_key(change.facts["code"]),
        title=f"Have the missing {change.facts['name'].lower()} confirmed",
        deliverable="The supplier's confirmation of quantity and day",
        owner_id=owner.person_id,
        depends_on=(),
        done_when=plain_predicate(wanted),
        due_at=datetime.combine(day, DAY_ENDS, ZoneInfo(owner.timezone)),
    )
    return actions.make(session, change.company_id, new)


def awaited(session: Session, cycle_id: int, company: Company) -> Iterator[OpenSupply]:
    """What was confirmed of what was missing, enough or not."""
    for part in company.components:
        seen = sightings.of_action(session, cycle_id, day_key(part.code))
        if seen is not None and seen.evidence.quantity is not None and seen.evidence.by is not None:
            yield OpenSupply(
                code=part.code,
                quantity=int(seen.evidence.quantity),
                arrives=seen.evidence.by,
                reference="confirmed",
            )
