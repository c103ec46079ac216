"""Outcome ranges: a plan on agreed demand is itself, all options meet the same draws."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings

from planning.company import Company, DemandLine
from planning.company_records import PastForecast
from planning.demand_draws import as_agreed, draw
from planning.options import SolvedOption
from planning.past_errors import ErrorsFrom, past_errors
from planning.plan_money import money_of
from planning.ranging import with_ranges
from planning.rules import Case
from planning.simulated import simulate
from planning.simulated_money import outcomes
from planning.simulated_plan import decided_in
from planning.supply.solve import solve_case
from tests.planning.small_company import halden, halden_options, small_company
from tests.wide_company import wide_cases

MONTHS = tuple(date(2026, month, 1) for month in range(1, 11))


def ranged(draws: int = 60) -> tuple[SolvedOption, ...]:
    return with_ranges(halden(), halden_options(), draws=draws)


@pytest.mark.parametrize("key", ["limit_promotion", "build_early", "mix"])
def test_on_demand_as_agreed_a_plan_comes_to_itself(key: str) -> None:
    option = next(one for one in halden_options() if one.scenario.key == key)
    found = outcomes(halden(), option.plan, as_agreed(halden()), fair=False)
    margin = money_of(halden(), option.plan)["margin_after_cost_eur"]
    assert found.margin[0] == pytest.approx(float(margin), abs=0.01)
    assert found.lost[0] == sum(sum(line.lost_units) for line in option.plan.sales)
    assert found.peak[0] == pytest.approx(
        float(option.metrics["working_capital_peak_eur"]), abs=0.01
    )


def test_served_first_come_first_served_it_does_too() -> None:
    idle = halden_options()[0]
    found = outcomes(halden(), idle.plan, as_agreed(halden()), fair=True)
    assert found.lost[0] == idle.metrics["lost_units"]


def test_the_same_seed_gives_the_same_range_and_ranks_every_draw() -> None:
    first, again = ranged(), ranged()
    assert [one.range for one in first] == [one.range for one in again]
    found = [one.range for one in first if one.range is not None]
    assert len({one.seed for one in found}) == 1
    assert sum(one.best_in for one in found) >= 60
    assert found[0].ahead_in == 0
    for one in found:
        assert all(spread.low <= spread.middle <= spread.high for spread in one.spreads)
        assert one.floor_items == len(halden().items)


def test_every_item_takes_its_own_past_month_and_items_with_one_past_move_together() -> None:
    company = small_company()
    ordered = {"A": (100, 120, 80, 100), "B": (50, 60, 40, 50)}
    said = recorded(company, ordered, forecast=(100, 100, 100, 100), other=(50, 50, 50, 50))
    errors = past_errors(said)
    assert [one.source for one in errors] == [ErrorsFrom.RECORDED] * 2
    assert [one.ratios for one in errors] == [(1.0, 1.2, 0.8, 1.0)] * 2
    drawn = draw(said, errors, seed=7, draws=200)
    assert set(np.unique(drawn.factors)) == {0.8, 1.0, 1.2}
    assert np.array_equal(drawn.factors[:, 0], drawn.factors[:, 1])


def recorded(
    company: Company,
    ordered: Mapping[str, tuple[int, ...]],
    *,
    forecast: tuple[int, ...],
    other: tuple[int, ...],
) -> Company:
    """Orders of some months, and what was forecast for each a month before."""
    (tier, *_), (region, *_) = company.tiers, company.regions
    place = {"region": region.code, "tier": tier.code}
    return replace(
        company,
        history=tuple(
            DemandLine(sku=sku, month=MONTHS[at], units=units, **place)
            for sku, months in ordered.items()
            for at, units in enumerate(months)
        ),
        past_forecasts=tuple(
            PastForecast(
                stream="regional",
                person=None,
                sku=sku,
                month=MONTHS[at],
                lag_months=1,
                units=units,
                **place,
            )
            for sku, months in (("A", forecast), ("B", other))
            for at, units in enumerate(months)
        ),
    )


def test_without_a_past_demand_comes_as_agreed() -> None:
    company = replace(small_company(), history=(), past_forecasts=())
    errors = past_errors(company)
    assert {one.source for one in errors} == {ErrorsFrom.NONE}
    assert (draw(company, errors, seed=1, draws=5).factors == 1).all()


def test_more_demand_never_sells_less_and_never_leaves_more() -> None:
    plan = halden_options()[2].plan
    agreed = as_agreed(halden())
    more = replace(agreed, factors=agreed.factors * 1.1)
    base, high = (outcomes(halden(), plan, one, fair=False) for one in (agreed, more))
    assert high.units_sold[0] >= base.units_sold[0]
    assert high.lost[0] > base.lost[0]


@given(wide_cases())
@settings(max_examples=25, deadline=None)
def test_nothing_is_shipped_that_is_not_there_or_asked(case: Case) -> None:
    company, plan = case.company, solve_case(case)
    drawn = as_agreed(company)
    drawn = replace(drawn, factors=np.concatenate([drawn.factors * f for f in (0.5, 1.0, 1.7)]))
    decided = decided_in(company, plan)
    before = np.tile(decided.opening, (3, 1))
    for at, period in enumerate(simulate(decided, drawn, fair=False)):
        assert (period.stock >= -0.001).all()
        assert (period.shipped >= 0).all()
        assert (period.lost >= -0.001).all()
        went = period.shipped.sum(axis=2) + period.written_off + period.stock
        assert went.sum(axis=1) == pytest.approx(before.sum(axis=1) + decided.comes[at].sum())
        before = period.stock


def test_the_variance_of_the_margin_is_shared_out() -> None:
    (option, *_) = ranged()
    assert option.range is not None
    shares = [one.share_pct for one in option.range.drivers]
    assert shares == sorted(shares, reverse=True)
    assert Decimal(0) < sum(shares) <= Decimal(130)
