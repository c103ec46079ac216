"""What each step and each person added to a forecast, on what customers asked for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planning.actuals import Actual, ActualKind
from planning.company import Company, DemandLine
from planning.demand import agreed_demand
from planning.forecast_added import Sent, ValueAdded
from planning.periods import starts_of
from planning.value_added import ANALYST, CHECKER, value_added
from runtime.halden import halden_foods

WEEKS = 3


@pytest.fixture(scope="module")
def company() -> Company:
    return halden_foods()


@pytest.fixture(scope="module")
def asked(company: Company) -> tuple[Actual, ...]:
    """Customers ask for exactly what the company's forecast says."""
    units: dict[tuple[str, date], int] = defaultdict(int)
    for row in agreed_demand(company):
        for week, count in zip(starts_of(company)[:WEEKS], row.units, strict=False):
            units[row.sku, week] += count
    return tuple(
        Actual(week=week, kind=ActualKind.ASKED, code=sku, quantity=count)
        for (sku, week), count in units.items()
    )


def of(company: Company, region: str, pct: int = 100) -> tuple[DemandLine, ...]:
    return tuple(
        replace(line, units=line.units * pct // 100)
        for line in company.forecast
        if line.region == region
    )


def added(company: Company, sent: Sequence[Sent], asked: Sequence[Actual], pct: int) -> ValueAdded:
    """The last cycle's forecast was so many percent of what is asked for now."""
    last = [replace(line, units=line.units * pct // 100) for line in company.forecast]
    return value_added(company, last, sent, starts_of(company)[0].replace(day=1), asked)


def test_each_step_is_held_against_the_one_before(
    company: Company, asked: tuple[Actual, ...]
) -> None:
    first, second, *_ = (region.code for region in company.regions)
    sent = [
        Sent(region=first, person="erik", first=of(company, first, 90), accepted=of(company, first))
    ]
    found = added(company, sent, asked, 80)
    wape = {step.key: step.wape_pct for step in found.steps}
    assert wape["last_cycle"] == pytest.approx(Decimal(20), abs=Decimal("0.3"))
    assert wape["signed"] == 0
    assert wape["last_cycle"] > wape["sent"] > wape["checked"] > 0
    for before, step in zip(found.steps, found.steps[1:], strict=False):
        assert step.added_pct == before.wape_pct - step.wape_pct
    assert found.weeks == WEEKS
    assert second not in {one.region for one in (*found.people, *found.agents)}


def test_a_person_added_what_is_missing_without_them(
    company: Company, asked: tuple[Actual, ...]
) -> None:
    region = company.regions[0].code
    own = of(company, region)
    good = added(company, [Sent(region=region, person="erik", first=own, accepted=own)], asked, 80)
    (one,) = good.people
    assert one.added_pct > 0
    assert good.agents == (), "nothing of it was corrected"
    share = Decimal(sum(a.units for a in own)) / sum(a.units for a in company.forecast)
    assert one.added_pct == pytest.approx(20 * share, abs=Decimal(2))


def test_who_made_it_worse_took_away(company: Company, asked: tuple[Actual, ...]) -> None:
    region = company.regions[0].code
    wrong = of(company, region, 150)
    others = [line for line in company.forecast if line.region != region]
    signed = replace(company, forecast=(*others, *wrong))
    sent = [Sent(region=region, person="erik", first=of(company, region), accepted=wrong)]
    found = value_added(signed, company.forecast, sent, date(2026, 11, 1), asked)
    assert found.people[0].added_pct < 0
    assert [(one.who, one.added_pct < 0) for one in found.agents] == [(CHECKER, True)]


def test_what_stands_in_for_who_sent_nothing_is_held_against_naive(
    company: Company, asked: tuple[Actual, ...]
) -> None:
    region = company.regions[0].code
    opened = starts_of(company)[0].replace(day=1)
    found = value_added(company, company.forecast, [], opened, asked, (region,))
    (one,) = found.agents
    assert (one.who, one.region) == (ANALYST, region)
    assert one.added_pct > 0, "the numbers that stand are what was asked for"


def test_without_actuals_nothing_is_said(company: Company) -> None:
    assert added(company, [], (), 80) == ValueAdded(weeks=0)
