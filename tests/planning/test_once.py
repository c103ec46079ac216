"""What is worked out of a company once for all of its options."""

from dataclasses import replace

from planning.company import Company
from planning.once import MOST_KEPT, once_a_company
from tests.planning.small_company import small_company


def test_a_company_is_worked_out_once_and_a_changed_one_again() -> None:
    asked: list[int] = []

    @once_a_company
    def weeks(company: Company) -> int:
        asked.append(company.horizon_weeks)
        return company.horizon_weeks

    company = small_company()
    longer = replace(company, horizon_weeks=company.horizon_weeks + 1)
    assert [weeks(company), weeks(company), weeks(longer), weeks(company)] == [
        company.horizon_weeks,
        company.horizon_weeks,
        longer.horizon_weeks,
        company.horizon_weeks,
    ]
    assert asked == [company.horizon_weeks, longer.horizon_weeks]


def test_only_the_last_few_are_kept() -> None:
    asked: list[int] = []

    @once_a_company
    def horizon(company: Company) -> int:
        asked.append(company.horizon_weeks)
        return company.horizon_weeks

    many = [replace(small_company(), horizon_weeks=10 + at) for at in range(MOST_KEPT + 1)]
    for one in (*many, many[-1], many[0]):
        horizon(one)
    assert asked == [*range(10, 11 + MOST_KEPT), 10]
