"""Any forecast of a plan's series, held against what customers asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from planning.actuals import Actual, ActualKind, summed
from planning.against_plan import Asked, wape_pct
from planning.company import Company, DemandLine
from planning.demand import agreed_demand
from planning.periods import starts_of
from planning.weighing_streams import LineKey

TENTH = Decimal("0.1")
Units = Mapping[LineKey, int]


class Held:
    """The weeks and what was asked in them; gives the WAPE of any forecast of the same series."""

    def __init__(self, company: Company, actuals: Sequence[Actual]) -> None:
        starts = starts_of(company)
        self._company, self._asked = company, summed(actuals, ActualKind.ASKED)
        self.weeks = sorted({week for _, week in self._asked} & {*starts})
        self._at = [starts.index(week) for week in self.weeks]

    def wape(self, units: Units) -> Decimal:
        forecast = tuple(
            DemandLine(region=region, sku=sku, tier=tier, month=month, units=n)
            for (region, sku, tier, month), n in units.items()
        )
        planned: dict[str, int] = defaultdict(int)
        for row in agreed_demand(replace(self._company, forecast=forecast)):
            planned[row.sku] += sum(row.units[at] for at in self._at)
        rows = [
            Asked(sku=sku, planned=n, asked=sum(self._asked.get((sku, w), 0) for w in self.weeks))
            for sku, n in planned.items()
        ]
        return (wape_pct(rows) or Decimal(0)).quantize(TENTH, ROUND_HALF_EVEN)
