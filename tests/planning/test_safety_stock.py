"""What a company keeps as safety stock, beside what its own past asks for; worked by hand."""

from datetime import date

import pytest

from planning.company_records import PastForecast
from planning.demand import agreed_demand
from planning.safety_stock import safety_stocks
from tests.small_companies import company, component, item, line

PAST = (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))


def test_past_errors_over_the_slowest_lead_time_say_how_much_to_keep() -> None:
    """Orders 80, 100 and 120 per 100 forecast: a month is off by 0.2, a week by 0.2 × √(52/12).

    Six weeks of lead time: 1.645 × 0.2 × √(52/12) × √6 = 1.678 weeks of the item's own demand.
    """
    ordered = zip(PAST, (800, 1_000, 1_200), strict=True)
    orders = tuple(line(month=month, units=units) for month, units in ordered)
    said = tuple(
        PastForecast(
            stream="regional",
            person=None,
            region="north",
            sku="BAR",
            tier="key",
            month=month,
            lag_months=1,
            units=1_000,
        )
        for month in PAST
    )
    small = company(
        items=(item(safety_stock_units=100), item("SEED", safety_stock_units=50)),
        components=(component(lead_time_weeks=6),),
        history=orders,
        past_forecasts=said,
        promotions=(),
    )
    bar, seed = safety_stocks(small)
    asked = sum(sum(row.units) for row in agreed_demand(small) if row.sku == "BAR")
    assert (bar.kept, bar.lead_weeks) == (100, 6)
    assert bar.wanted == pytest.approx(1.678 * asked / small.horizon_weeks, rel=0.001)
    assert seed.wanted is None, "nothing is known of its past"
