"""What is sold by month, bridged from the budget and the plan before; stock that may be waste."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.company import Company, Region, Stock
from planning.company_records import BudgetLine, Rate
from planning.explaining import explain
from planning.metrics import measure, metrics_of
from planning.plan import Plan
from planning.plan_money import money_of
from planning.rules import Case, agreed_case
from planning.sold import SoldLine, budget_lines, months_bridge, sold_lines
from planning.supply.solve import solve_case
from planning.write_off_risk import at_risk, write_off_risk
from tests.planning.small_company import small_company
from tests.wide_company import wide_cases

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
PLACES = [(region, sku, NOVEMBER) for region in ("n", "s") for sku in "ab"]
STEPS = ("before", "price", "volume", "mix", "rate")


def line(place: tuple[str, str, date], units: int, eur: Decimal, rate: Decimal) -> SoldLine:
    region, sku, month = place
    return SoldLine(
        region=region,
        sku=sku,
        month=month,
        units=units,
        revenue_eur=units * eur,
        currency="EUR" if rate == 1 else "SEK",
        eur=rate,
    )


LINES = st.lists(
    st.builds(
        line,
        st.sampled_from(PLACES),
        st.integers(0, 10**6),
        st.decimals("0.01", 500, places=2),
        st.sampled_from([Decimal(1), Decimal("0.09"), Decimal("0.0873")]),
    ),
    unique_by=lambda one: (one.region, one.sku),
    min_size=1,
)


@given(before=LINES, after=LINES)
def test_the_steps_add_up_to_the_cent_whatever_is_sold(
    before: list[SoldLine], after: list[SoldLine]
) -> None:
    found = months_bridge(before, after)
    assert found is not None
    steps = found.steps
    assert sum(getattr(steps, name) for name in STEPS) == steps.after
    for told, lines in ((steps.before, before), (steps.after, after)):
        assert told == sum((one.revenue_eur for one in lines), Decimal(0))


@given(lines=LINES)
def test_the_same_sales_at_another_rate_differ_by_the_rate_alone(lines: list[SoldLine]) -> None:
    weaker = [
        replace(one, eur=one.eur / 2, revenue_eur=one.revenue_eur / 2)
        if one.currency == "SEK"
        else one
        for one in lines
    ]
    found = months_bridge(lines, weaker)
    assert found is not None
    steps = found.steps
    assert steps.price == steps.volume == 0
    assert abs(steps.mix) <= Decimal("0.01"), "what rounding leaves"
    assert steps.rate + steps.mix == steps.after - steps.before


@given(case=wide_cases())
@settings(max_examples=15, deadline=None)
def test_months_hold_every_unit_and_euro_of_the_weeks(case: Case) -> None:
    """Of a company whose plan begins and ends with a month, as far as its weeks do."""
    plan = solve_case(case)
    lines = sold_lines(case.company, plan)
    shipped = sum(sum(one.shipped_units) for one in plan.sales)
    assert sum(one.units for one in lines) <= shipped
    every = sum(one.revenue_eur for one in lines)
    assert every <= money_of(case.company, plan)["revenue_eur"]
    prices = {item.sku: item.price_eur for item in case.company.items}
    assert every == sum((one.units * prices[one.sku] for one in lines), Decimal(0))


def whole_plan(company: Company) -> Plan:
    return solve_case(agreed_case(company))


def two_regions() -> Company:
    """Nine weeks from 26 October on: November lies whole in it. The south asks for a quarter."""
    plain = small_company(plan_start=date(2026, 10, 26), horizon_weeks=9, promotions=())
    months = (date(2026, 10, 1), NOVEMBER, DECEMBER)
    north = tuple(
        replace(plain.forecast[at], region="north", units=units, month=month)
        for at, units in ((0, 3_000), (2, 3_000))
        for month in months
    )
    south = tuple(replace(one, region="south", units=1_000) for one in north)
    regions = tuple(Region(code=code, name=code, owner="pia") for code in ("north", "south"))
    return replace(
        plain,
        regions=regions,
        forecast=north + south,
        rates=(Rate(currency="SEK", day=date(2026, 1, 1), eur=Decimal("0.08")),),
    )


def budget(region: str, units: int, price: str, sek: str | None = None) -> BudgetLine:
    return BudgetLine(
        region=region,
        sku="A",
        month=NOVEMBER,
        units=units,
        price=Decimal(price),
        currency="SEK" if sek else None,
        eur=Decimal(sek) if sek else None,
    )


def test_a_whole_month_goes_to_its_regions_as_they_forecast_it() -> None:
    company = two_regions()
    lines = sold_lines(company, whole_plan(company))
    assert {one.month for one in lines} == {NOVEMBER}
    units = {one.region: one.units for one in lines}
    assert abs(units["north"] - 6_000) < 60
    assert abs(units["south"] - 2_000) < 20


def test_a_budget_in_kronor_is_bridged_in_kronor() -> None:
    """The south: 2,000 units at SEK 120 and 0.10 each; the plan sells at €10, SEK 125 at 0.08.

    Price: units × SEK 5 × 0.10; rate: units × SEK 125 × −0.02.
    """
    company = two_regions()
    company = replace(company, budget=(budget("south", 2_000, "120", "0.10"),))
    plan = whole_plan(company)
    sold = {one.region: one for one in sold_lines(company, plan)}
    assert sold["south"].currency == "SEK"
    only_south = [sold["south"]]
    found = months_bridge(budget_lines(company), only_south)
    assert found is not None
    assert found.months == (NOVEMBER,)
    units = sold["south"].units
    assert found.steps.before == 24_000
    assert found.steps.after == 10 * units
    assert found.steps.price == units * Decimal("0.5")
    assert found.steps.rate == units * Decimal("-2.5")
    assert found.steps.volume == (units - 2_000) * 12
    assert found.steps.mix == 0


def test_without_a_month_of_both_there_is_no_bridge() -> None:
    assert months_bridge((), sold_lines(two_regions(), whole_plan(two_regions()))) is None


def kept(company: Company, **changes: Any) -> Company:
    first, second = company.items
    return replace(company, items=(replace(first, **changes), second))


def test_stock_that_outlasts_its_cover_is_at_risk_at_cost() -> None:
    """60,000 of A on hand, about 2,000 asked for a week, and it keeps for five weeks."""
    company = kept(
        small_company(stock=(Stock(code="A", quantity=60_000),), promotions=()),
        max_cover_weeks=5,
    )
    plan = whole_plan(company)
    asked = [
        sum(week)
        for week in zip(*(s.demand_units for s in plan.sales if s.sku == "A"), strict=True)
    ]
    first = at_risk(company, plan)[0][0]
    assert first.units == 60_000 - asked[0] - sum(asked[1:6])
    assert write_off_risk(company, plan) == 6 * first.units
    values = {one.key: one.value for one in measure(agreed_case(company), plan)}
    assert values["write_off_risk_eur"] == 6 * first.units
    told = explain(company, plan, "write_off_risk_eur")
    assert told.value == 6 * first.units


def test_after_the_plans_end_a_week_asks_for_the_mean() -> None:
    company = kept(
        small_company(stock=(Stock(code="A", quantity=60_000),), promotions=()),
        shelf_life_weeks=8,
    )
    plan = whole_plan(company)
    asked = sum(sum(s.demand_units) for s in plan.sales if s.sku == "A")
    last = at_risk(company, plan)[-1]
    stock = plan.item("A").stock_units[-1]
    assert sum(one.units for one in last) == max(0, stock - asked)


def test_a_company_that_states_neither_has_no_such_number() -> None:
    assert "write_off_risk_eur" not in {metric.key for metric in metrics_of(small_company())}
