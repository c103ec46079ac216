"""What past forecasts came to: each held against what was ordered, with its lag."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planning.accuracy import Outcome
from planning.company import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One past forecast of one series, and what came."""

    stream: str
    person: str | None
    region: str
    sku: str
    tier: str
    month: date
    outcome: Outcome


def outcomes_of(company: Company) -> Iterator[Recorded]:
    """Past forecasts for months whose orders are known. A month without a line had none."""
    actual = {(o.region, o.sku, o.tier, o.month): o.units for o in company.history}
    known = {month for *_, month in actual}
    for said in company.past_forecasts:
        if said.month in known:
            yield Recorded(
                stream=said.stream,
                person=said.person,
                region=said.region,
                sku=said.sku,
                tier=said.tier,
                month=said.month,
                outcome=Outcome(
                    lag_months=said.lag_months,
                    forecast_units=said.units,
                    actual_units=actual.get((said.region, said.sku, said.tier, said.month), 0),
                ),
            )
