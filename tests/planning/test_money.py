"""Money traced to its inputs, bridged, and by month of cash: exact to the last cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.bridge import Sold, bridge
from planning.cash import cash_by_month
from planning.explaining import FORMULAS, SUMS, NotExplained, explain, services_of
from planning.metrics import measure
from planning.plan_money import money_of
from planning.rules import Case
from planning.supply.solve import solve_case
from tests.planning.small_company import halden, halden_options
from tests.planning.supply.test_small_networks import bare, bom, solved
from tests.small_companies import component
from tests.wide_company import wide_cases

CENT = Decimal("0.01")


@given(case=wide_cases())
@settings(max_examples=30, deadline=None)
def test_every_number_is_the_sum_of_its_parts(case: Case) -> None:
    plan = solve_case(case)
    money = money_of(case.company, plan)
    shown = {value.key: value.value for value in measure(case, plan)}
    for key in (*FORMULAS, *SUMS, *services_of(case.company)):
        found = explain(case.company, plan, key)
        assert found.value == sum((part.value for part in found.parts), Decimal(0))
        if key in money:
            assert found.value == money[key], key
        if key in shown:
            assert abs(found.value - shown[key]) <= CENT, key


def test_a_margin_is_explained_down_to_the_rows_it_was_read_from() -> None:
    plan = halden_options()[2].plan
    found = explain(halden(), plan, "variable_margin_eur")
    assert found.formula == "Σ units shipped × (price − variable cost)"
    bar = next(part for part in found.parts if "OB-01" in part.says)
    assert bar.sources == ("plan: shipped of OB-01", "items.csv OB-01 price_eur, variable_cost_eur")
    with pytest.raises(NotExplained, match="known are"):
        explain(halden(), plan, "happiness")


SOLD = st.builds(
    Sold,
    units=st.integers(0, 10**6),
    price=st.decimals(0, 1000, places=2, allow_nan=False),
    rate=st.decimals("0.1", 10, places=4, allow_nan=False),
)
SALES = st.dictionaries(st.sampled_from("abcd"), SOLD, min_size=1)


@given(before=SALES, after=SALES)
def test_a_bridge_arrives_to_the_cent(before: dict[str, Sold], after: dict[str, Sold]) -> None:
    steps = bridge(before, after)
    over = steps.before + steps.price + steps.volume + steps.mix + steps.rate
    assert over == steps.after
    worth = sum((s.units * s.each * s.eur for s in after.values()), Fraction(0))
    assert abs(worth - Fraction(steps.after)) <= CENT


@given(sales=SALES, times=st.integers(1, 5))
def test_the_same_in_larger_is_volume_alone(sales: dict[str, Sold], times: int) -> None:
    more = {key: replace(sold, units=sold.units * times) for key, sold in sales.items()}
    steps = bridge(sales, more)
    assert abs(steps.mix) <= 2 * CENT
    assert steps.price == steps.rate == 0


@given(sales=SALES, rate=st.decimals("0.5", 2, places=2, allow_nan=False))
def test_another_rate_alone_is_the_rate_alone(sales: dict[str, Sold], rate: Decimal) -> None:
    other = {key: replace(sold, rate=sold.rate * rate) for key, sold in sales.items()}
    steps = bridge(sales, other)
    assert steps.price == steps.volume == 0
    assert abs(steps.mix) <= 2 * CENT


def test_cash_comes_and_goes_in_the_month_it_is_paid() -> None:
    """125 bars in each of three weeks at 4.20; the syrup for them, 1.40 a bar, paid 30 days on.

    They ship by 15, 22 and 29 November and are paid 45 days later: 30 December, 6 and 13 January.
    Syrup ordered on 9, 16 and 23 November is there the same week, paid 9, 16 and 23 December.
    """
    syrup = component("SYRUP", lead_time_weeks=0, expedite_lead_time_weeks=None)
    small = bare(components=(syrup,), bom=(bom("BAR", "SYRUP"),), collect_days=45, pay_days=30)
    plan = solved(small)
    cash = {one.month: one for one in cash_by_month(small, plan)}
    assert cash[date(2026, 12, 1)].collected == 125 * Decimal("4.20")
    assert cash[date(2027, 1, 1)].collected == 250 * Decimal("4.20")
    assert cash[date(2026, 12, 1)].paid_to_suppliers == 375 * Decimal("1.40")
    assert cash[date(2026, 11, 1)].paid_for_making == 375 * (Decimal("2.35") - Decimal("1.40"))
    net = sum((one.net for one in cash.values()), Decimal(0))
    assert net == money_of(small, plan)["variable_margin_eur"]
