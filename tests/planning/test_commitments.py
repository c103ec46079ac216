"""A plan's promises add up to the plan."""

from collections import Counter
from datetime import date

import pytest

from planning.calendar_weeks import is_working_day
from planning.commitments import Commitment, CommitmentKind, commitments_of
from planning.company import Company
from planning.options import SolvedOption
from planning.scenario import CYCLE_WEEKS
from tests.planning.small_company import SITUATIONS, halden, halden_options, solved


def sums(promised: tuple[Commitment, ...], kind: CommitmentKind) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for one in promised:
        if one.kind is kind:
            totals[one.code] += one.quantity
    return dict(totals)


def check(company: Company, option: SolvedOption) -> None:
    plan = option.plan
    promised = commitments_of(company, plan)
    assert sums(promised, CommitmentKind.PRODUCTION) == {
        line.sku: sum(line.made_units) for line in plan.items if any(line.made_units)
    }
    for kind, field in (
        (CommitmentKind.PURCHASE, "ordered"),
        (CommitmentKind.EXPEDITE, "expedited"),
    ):
        assert sums(promised, kind) == {
            line.code: sum(getattr(line, field))
            for line in plan.components
            if any(getattr(line, field))
        }
    for one in promised:
        assert one.quantity > 0
        assert is_working_day(one.due, company.closed_days)
        assert (one.order_by is None) is (
            one.kind in {CommitmentKind.PRODUCTION, CommitmentKind.STOCK}
        )
        assert one.order_by is None or one.order_by <= one.due


@pytest.mark.parametrize("name", SITUATIONS)
def test_promises_add_up_to_the_plan(name: str) -> None:
    company = SITUATIONS[name]
    for option in solved(company)[1]:
        check(company, option)


def test_halden_promises_weekly_at_first_and_monthly_later() -> None:
    for option in halden_options():
        check(halden(), option)
    early = next(one for one in halden_options() if one.scenario.key == "build_early")
    bars = [
        one
        for one in commitments_of(halden(), early.plan)
        if one.code == "OB-01" and one.kind is CommitmentKind.PRODUCTION
    ]
    assert [one.due for one in bars[:CYCLE_WEEKS]] == [
        date(2026, 11, 13),
        date(2026, 11, 20),
        date(2026, 11, 27),
        date(2026, 12, 4),
    ]
    assert [one.due.month for one in bars[CYCLE_WEEKS:]] == [12, 1, 2, 3]


def test_the_expedited_order_and_the_stock_before_the_promotion_are_promised() -> None:
    early = next(one for one in halden_options() if one.scenario.key == "build_early")
    promised = commitments_of(halden(), early.plan)
    (syrup,) = [one for one in promised if one.kind is CommitmentKind.EXPEDITE]
    assert (syrup.name, syrup.order_by, syrup.due) == (
        "Oat syrup",
        date(2026, 11, 9),
        date(2026, 11, 30),
    )
    stock = [one for one in promised if one.kind is CommitmentKind.STOCK]
    assert {one.due for one in stock} == {date(2026, 12, 4)}
    assert {one.code for one in stock} == set(halden().promotions[0].skus)
