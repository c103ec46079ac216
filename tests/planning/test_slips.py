"""A newer report of open orders: what comes later, or less, has slipped; the rest hasn't."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planning.company import Company, OpenSupply
from planning.slips import slips
from runtime.halden import halden_foods


@pytest.fixture(scope="module")
def company() -> Company:
    return halden_foods()


def first(company: Company) -> OpenSupply:
    codes = {part.code for part in company.components}
    return min(
        (one for one in company.open_supply if one.code in codes),
        key=lambda one: (one.arrives, one.code),
    )


def with_first(company: Company, **changed: object) -> Company:
    wanted = first(company)
    return replace(
        company,
        open_supply=tuple(
            replace(one, **changed) if one == wanted else one  # type: ignore[arg-type]
            for one in company.open_supply
        ),
    )


def test_a_later_week_is_a_slip(company: Company) -> None:
    was = first(company)
    now = was.arrives + timedelta(weeks=1)
    (one,) = slips(company, with_first(company, arrives=now))
    assert (one.code, one.was_day, one.now_day) == (was.code, was.arrives, now)


def test_less_of_it_is_a_slip(company: Company) -> None:
    was = first(company)
    (one,) = slips(company, with_first(company, quantity=was.quantity - 1))
    assert (one.was, one.now) == (was.quantity, was.quantity - 1)


def test_sooner_more_or_gone_is_none(company: Company) -> None:
    was = first(company)
    assert [*slips(company, company)] == []
    assert [*slips(company, with_first(company, arrives=was.arrives - timedelta(weeks=1)))] == []
    assert [*slips(company, with_first(company, quantity=was.quantity + 1))] == []
    left = tuple(one for one in company.open_supply if one.reference != was.reference)
    assert [*slips(company, replace(company, open_supply=left))] == []
