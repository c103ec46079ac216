"""Weekly demand: sums, and the promotion's uplift put in and taken out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from planning.calendar_weeks import WEEK, monday_of, planning_weeks
from planning.company import Company, DemandLine
from planning.demand import (
    DemandRow,
    agreed_demand,
    promoted_weeks,
    total_units,
    without_uplift,
)
from tests.any_company import companies
from tests.small_companies import START, company, line, promotion


def row(rows: tuple[DemandRow, ...], sku: str, tier: str) -> DemandRow:
    return next(each for each in rows if (each.sku, each.tier) == (sku, tier))


@given(small=companies())
@settings(max_examples=60, deadline=None)
def test_a_month_wholly_in_the_horizon_keeps_its_units(small: Company) -> None:
    december = date(2026, 12, 1)
    small = replace(small, horizon_weeks=9, forecast=only(small, december))
    by_row = {(each.sku, each.tier): sum(each.units) for each in agreed_demand(small)}
    for each in small.forecast:
        assert by_row[each.sku, each.tier] == each.units


def only(small: Company, month: date) -> tuple[DemandLine, ...]:
    return tuple(each for each in small.forecast if each.month == month)


def test_regions_are_summed_and_every_item_and_tier_has_a_row() -> None:
    twice = (line(units=500, month=date(2026, 12, 1)), line(units=700, month=date(2026, 12, 1)))
    twice = (twice[0], replace(twice[1], region="south"))
    rows = agreed_demand(company(forecast=twice, horizon_weeks=9))
    assert [(each.sku, each.tier) for each in rows] == [
        ("BAR", "key"),
        ("BAR", "retail"),
        ("SEED", "key"),
        ("SEED", "retail"),
    ]
    assert [sum(each.units) for each in rows] == [1_200, 0, 0, 0]


def test_a_promoted_week_weighs_its_uplift() -> None:
    """December without closed days: 4, 5, 5, 5 and 4 working days, the first two weeks +50 %."""
    promoted = promotion(uplift_pct=Decimal(50), starts=date(2026, 11, 30), weeks=2)
    rows = agreed_demand(
        company(
            promotions=(promoted,),
            closed_days=(),
            horizon_weeks=8,
            forecast=(line(month=date(2026, 12, 1), units=27_500),),
        )
    )
    # 4 x 1.5 + 5 x 1.5 + 5 + 5 + 4 = 27.5 weighted days
    assert row(rows, "BAR", "key").units == (0, 0, 0, 6_000, 7_500, 5_000, 5_000, 4_000)


def test_uplift_falls_on_promoted_items_and_tiers_only() -> None:
    small = company(promotions=(promotion(tiers=("key",)),))
    rows, plain = agreed_demand(small), without_uplift(agreed_demand(small), small)
    for before, after in zip(rows, plain, strict=True):
        if (before.sku, before.tier) == ("BAR", "key"):
            assert sum(after.units) < sum(before.units)
        else:
            assert after == before


@given(small=companies())
@settings(max_examples=60, deadline=None)
def test_uplift_comes_out_of_its_weeks_to_the_nearest_unit(small: Company) -> None:
    rows = agreed_demand(small)
    weeks = planning_weeks(small.plan_start, small.horizon_weeks)
    for before, after in zip(rows, without_uplift(rows, small), strict=True):
        for at, monday in enumerate(weeks):
            factor = Decimal(1)
            for each in small.promotions:
                runs = each.starts <= monday < each.starts + each.weeks * WEEK
                if runs and before.sku in each.skus and before.tier in each.tiers:
                    factor *= 1 + each.uplift_pct / 100
            assert abs(after.units[at] - before.units[at] / factor) <= Decimal("0.5")


def test_uplift_stays_where_it_does_not_apply() -> None:
    small = company()
    rows = agreed_demand(small)
    left = without_uplift(rows, small, applies=lambda _promotion, each: each.tier == "retail")
    assert row(left, "BAR", "key") == row(rows, "BAR", "key")
    assert sum(row(left, "BAR", "retail").units) < sum(row(rows, "BAR", "retail").units)


def test_total_is_the_sum_of_all_rows() -> None:
    small = company(horizon_weeks=16)
    inside = [each.units for each in small.forecast if monday_of(each.month) >= START]
    rows = agreed_demand(replace(small, forecast=small.forecast[2:3]))
    assert total_units(rows) == small.forecast[2].units
    assert sum(inside) <= total_units(agreed_demand(small))


def test_promoted_weeks_or_all_of_them() -> None:
    assert promoted_weeks(company()) == (3, 4)
    assert promoted_weeks(company(promotions=())) == tuple(range(7))
