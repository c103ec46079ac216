"""The demand of a cycle as it stands: what came in, weighed and overridden as people said."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from graphs.accepted import accepted_lines
from planning.company import Company
from planning.company_streams import Override, Weight
from planning.consolidation import Consolidated, consolidate
from planning.demand_said import with_said
from planning.directory import read_company
from store import cycles, demand_said
from store.demand_said import DemandSaid
from store.tables.cycles import CycleRow

WEIGHT, OVERRIDE = "weight", "override"


def company_said(session: Session, cycle: CycleRow) -> Company:
    """The directory as loaded, with what was said for this cycle."""
    company = read_company(cycles.company_files(session, cycle.company_id))
    said = demand_said.standing(session, cycle.id)
    return with_said(company, weights_of(said), overrides_of(said))


def demand_as_it_stands(session: Session, cycle: CycleRow) -> tuple[Company, Consolidated]:
    company = company_said(session, cycle)
    return company, consolidate(company, accepted_lines(session, cycle.id))


def weights_of(said: Iterable[DemandSaid]) -> list[Weight]:
    return [
        Weight(
            stream=one.row.stream or "",
            region=one.row.region,
            family=one.row.family,
            weight=one.row.amount,
            author=one.by_key,
            reason=one.row.reason,
        )
        for one in said
        if one.row.kind == WEIGHT
    ]


def overrides_of(said: Iterable[DemandSaid]) -> list[Override]:
    return [
        Override(
            region=one.row.region,
            family=one.row.family,
            sku=one.row.sku,
            tier=one.row.tier,
            month=one.row.month,
            units=int(one.row.amount),
            author=one.by_key,
            reason=one.row.reason,
        )
        for one in said
        if one.row.month is not None
    ]
