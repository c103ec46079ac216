"""A version that comes once the baseline is frozen: kept, flagged, and noted as a change.

It never counts by itself. What it says otherwise than the baseline is a changed fact, which who
decided may name to have their matter looked at again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy.orm import Session

from gates.brief import Compared
from graphs.comparing import COMPARED
from graphs.input_keeping import Came, keep
from graphs.input_versions import Sent
from graphs.opening_cases import start_in
from graphs.tools import Tools
from planning.baseline import restore_baseline
from planning.company import Company
from planning.directory import read_company
from planning.version_changes import CellMove, Key, cell_moves, monthly
from planning.written import number
from store import baselines, changes, cycles
from store.changes import NewChange
from store.submitted import Line
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow

LATE = "late"
FAMILIES_MOST = 8


def keep_late(
    tools: Tools, session: Session, asked: InputRequestRow, came: Came, sent: Sent
) -> None:
    """The version, and a case that weighs what it means."""
    version = keep(tools, session, asked, came, sent, state=LATE).version
    cycle = session.get_one(CycleRow, asked.cycle_id)
    company = _as_frozen(session, cycle)
    moved = tuple(_against(company, asked.region, sent.lines))
    where = f"/inputs/{asked.id}/versions/{version}"
    compared = [
        Compared(
            label=f"{_region(company, asked.region)}, {one.label}, sent after the freeze",
            unit="units",
            signed=number(one.before),
            now=number(one.after),
            material=False,
            where=where,
        )
        for one in moved
    ]
    new = NewChange(
        key=f"{LATE}/{asked.id}/{version}",
        kind=LATE,
        at=tools.now(),
        facts={
            "input": asked.id,
            "version": version,
            "compared": COMPARED.dump_python(compared, mode="json"),
        },
    )
    change_id = changes.note(session, cycle, new)
    if change_id is not None:
        start_in(tools, session, cycle, "change", change_id)


def _as_frozen(session: Session, cycle: CycleRow) -> Company:
    baseline = baselines.frozen(session, cycle.id)
    assert baseline is not None, "only what comes after the freeze is late"
    company = read_company(cycles.company_files(session, cycle.company_id))
    return restore_baseline(company, baseline.content)


def _region(company: Company, code: str) -> str:
    return next((region.name for region in company.regions if region.code == code), code)


class FamilyMove(NamedTuple):
    """Units of those of a family's numbers that moved."""

    label: str
    before: int
    after: int


def _against(company: Company, region: str, lines: Iterable[Line]) -> Iterator[FamilyMove]:
    after = monthly(((line.sku, line.tier, line.month), line.units) for line in lines)
    months = {month for _, _, month in after}
    before: dict[Key, int] = {
        (line.sku, line.tier, line.month): line.units
        for line in company.forecast
        if line.region == region and line.month in months
    }
    prices = {item.sku: item.price_eur for item in company.items}
    families = {item.sku: item.family for item in company.items}
    by_family: dict[str, list[CellMove]] = defaultdict(list)
    for move in cell_moves(before, after, prices):
        by_family[families.get(move.sku, move.sku)].append(move)
    dearest = sorted(by_family.items(), key=lambda one: -_worth(one[1]))
    for family, moves in dearest[:FAMILIES_MOST]:
        yield FamilyMove(
            family,
            sum(one.before or 0 for one in moves),
            sum(one.after or 0 for one in moves),
        )


def _worth(moves: Iterable[CellMove]) -> Decimal:
    return sum((abs(one.worth_eur) for one in moves), Decimal(0))
