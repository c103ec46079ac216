"""What actuals say against the plan in force is raised as a change: once a matter and cycle."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from sqlalchemy.orm import Session

from gates.brief import Compared
from gates.canonical import Json
from graphs.comparing import COMPARED
from graphs.decided import cycle_state
from graphs.demand_now import DRIFT, EXCEPTION, SOLVED_FOR_ALL
from graphs.frozen import frozen
from graphs.opening_cases import start_in
from graphs.plan_in_force import plan_in_force
from planning import written
from planning.against_plan import Drift, drifts
from planning.exceptions import Exceeded, exceptions
from runtime.office import Office
from store import actuals, changes, cycles
from store.changes import NewChange
from store.tables.cycles import CaseRow, CycleRow


def raise_exceptions(office: Office, session: Session, company_id: int) -> list[str]:
    """What leaves the open cycle's plan beyond its tolerance; says of what, by name."""
    raised: list[str] = []
    for cycle in changes.open_cycles(session, company_id):
        solved_for_all: int | None = None
        for name, key, kind, facts in _left(session, cycle):
            new = NewChange(key=key, kind=kind, at=office.now(), facts=facts)
            if (change_id := changes.note(session, cycle, new)) is not None:
                start_in(office.tools, session, cycle, "change", change_id)
                raised.append(name)
                solved_for_all = change_id if kind == EXCEPTION else solved_for_all
        if solved_for_all is not None:
            changes.add_fact(session, solved_for_all, SOLVED_FOR_ALL, said=True)
    return raised


def _left(session: Session, cycle: CycleRow) -> Iterator[tuple[str, str, str, dict[str, Json]]]:
    """Name, key, kind and facts of each; the key makes raising it twice harmless."""
    state = cycle_state(session, cycle)
    if cycle.step != "execution":
        return
    company = frozen(session, state).company
    now = plan_in_force(session, state, company)
    if now is None:
        return
    plan = now.option.plan
    known = actuals.of_weeks(session, state["company_id"], plan.weeks)
    case = session.get_one(CaseRow, state["case_id"])
    tolerance = Decimal(cycles.playbook_of(session, case).drift_pct)
    for drift in drifts(company, plan, known, tolerance_pct=tolerance):
        way = "more" if drift.pct > Decimal(100) else "less"
        yield drift.family, f"drift/{drift.family}/{way}", DRIFT, _facts(drift)
    for one in exceptions(company, plan, known, tolerance_pct=tolerance):
        yield one.name, f"{one.left.value}/{one.code}", EXCEPTION, _facts_of(one)


def _facts(drift: Drift) -> dict[str, Json]:
    seen = Compared(
        label=f"{drift.family}, asked for so far",
        unit="units",
        signed=written.number(drift.planned),
        now=written.number(drift.asked),
        material=False,
    )
    return {
        "compared": COMPARED.dump_python([seen], mode="json"),
        "family": drift.family,
        "planned": drift.planned,
        "asked": drift.asked,
        "asked_pct": cast("Json", {sku: str(pct) for sku, pct in drift.by_sku.items()}),
        "since": drift.until.isoformat(),
    }


def _facts_of(one: Exceeded) -> dict[str, Json]:
    seen = Compared(
        label=f"{one.name}, {one.left.value}",
        unit=one.unit,
        signed=written.number(one.promised),
        now=written.number(one.seen),
        material=False,
    )
    return {
        "compared": COMPARED.dump_python([seen], mode="json"),
        "about": one.left.value,
        "code": one.code,
        "name": one.name,
        "unit": one.unit,
        "promised": one.promised,
        "seen": one.seen,
        "until": one.until.isoformat(),
        "cause": one.cause,
    }
