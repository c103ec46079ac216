"""Weekly actuals come in: read apart, kept as they came, and held against the plan in force."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from sqlalchemy.orm import Session

from gates.brief import Compared
from gates.canonical import Json, sha256
from gates.chain import Channel
from gates.errors import Refusal
from gates.people import SYSTEM
from graphs.case_state import CaseState
from graphs.comparing import COMPARED
from graphs.decided import cycle_state
from graphs.frozen import frozen
from graphs.opening_cases import start_in
from graphs.plan_in_force import plan_in_force
from planning import written
from planning.against_plan import Drift, drifts
from planning.directory import read_company
from planning.sheets.actuals import ReadActuals, read_actuals
from runtime.office import Office
from store import actuals, changes, cycles, ledger
from store.changes import NewChange
from store.ledger import Occasion
from store.tables.cycles import CaseRow, CycleRow

SHOWN_MOST = 20


class ActualsUnusable(Refusal):
    """Nothing was taken; this has to be corrected first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    quantities: int
    weeks: tuple[date, ...]
    raised: tuple[str, ...]
    """Families whose customers ask for another quantity than was planned."""


def load_actuals(office: Office, company_id: int, *, name: str, content: bytes) -> Loaded:
    """Keep a file of actuals, once, and look at what it says of the plan.

    Raises `ActualsUnusable` with every cell to correct, or a `FileRefused`.
    """
    with office.sessions(company_id) as session:
        company = read_company(cycles.company_files(session, company_id))
    codes = {item.sku for item in company.items} | {part.code for part in company.components}
    read = office.tools.apart(read_actuals, name, content, frozenset(codes))
    _refuse(read)
    with office.sessions(company_id) as session:
        return _keep(office, session, company_id, name, content, read)


def _refuse(read: ReadActuals) -> None:
    if read.problems:
        shown = [
            f"{one.cell.sheet or one.cell.file} {one.cell.address}: “{one.read}” isn't {one.wanted}"
            for one in read.problems[:SHOWN_MOST]
        ]
        more = len(read.problems) - len(shown)
        raise ActualsUnusable("; ".join(shown) + (f"; and {more} more" if more else ""))


def _keep(
    office: Office, session: Session, company_id: int, name: str, content: bytes, read: ReadActuals
) -> Loaded:
    at = office.now()
    digest = sha256(content)
    kept = actuals.keep(
        session,
        company_id,
        name=name,
        sha256=digest,
        content=content,
        at=at,
        actuals=read.actuals,
    )
    weeks = tuple(sorted({one.week for one in read.actuals}))
    raised: tuple[str, ...] = ()
    if kept is not None:
        raised = tuple(_raise(office, session, company_id))
        ledger.append(
            session,
            Occasion(
                company_id=company_id,
                channel=Channel.COMMAND_LINE,
                case_id=None,
                brief_sha256=None,
            ),
            at=at,
            kind="actuals_loaded",
            actor=SYSTEM,
            subject=f"company:{company_id}",
            facts={
                "file": name,
                "file_sha256": digest,
                "quantities": len(read.actuals),
                "weeks": [week.isoformat() for week in weeks],
                "raised": list(raised),
            },
        )
    return Loaded(quantities=len(read.actuals), weeks=weeks, raised=raised)


def _raise(office: Office, session: Session, company_id: int) -> list[str]:
    """A drift of the open cycle's plan beyond its tolerance, once a family and direction."""
    raised: list[str] = []
    for cycle in changes.open_cycles(session, company_id):
        state = cycle_state(session, cycle)
        for drift in _drifts(session, state, cycle):
            up = drift.pct > Decimal(100)
            new = NewChange(
                key=f"drift/{drift.family}/{'more' if up else 'less'}",
                kind="drift",
                at=office.now(),
                facts=_facts(drift),
            )
            if (change_id := changes.note(session, cycle, new)) is not None:
                start_in(office.tools, session, cycle, "change", change_id)
                raised.append(drift.family)
    return raised


def _drifts(session: Session, state: CaseState, cycle: CycleRow) -> list[Drift]:
    if cycle.step != "execution":
        return []
    company = frozen(session, state).company
    now = plan_in_force(session, state, company)
    if now is None:
        return []
    known = actuals.of_weeks(session, state["company_id"], now.option.plan.weeks)
    case = session.get_one(CaseRow, state["case_id"])
    tolerance = Decimal(cycles.playbook_of(session, case).drift_pct)
    return list(drifts(company, now.option.plan, known, tolerance_pct=tolerance))


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
