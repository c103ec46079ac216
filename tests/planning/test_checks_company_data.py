"""What is wrong in a company's supply data is found where it stands in its files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.checks.check import Checked
from planning.checks.company_data import check_company
from planning.checks.finding import Severity
from planning.company import Company
from planning.company_records import Movement
from planning.directory import write_company
from planning.directory_problems import CompanyDirectoryUnusable
from tests.small_companies import company, component, resource

Change = Callable[[Company], Company]


def part(**changes: Any) -> Change:
    return lambda small: replace(small, components=(component(**changes),))


def first_item(**changes: Any) -> Change:
    return lambda small: replace(
        small,
        items=(replace(small.items[0], **changes), *small.items[1:]),
    )


def overdue(days: int) -> Change:
    return lambda small: replace(
        small,
        open_supply=(
            replace(small.open_supply[0], arrives=small.plan_start - timedelta(days=days)),
        ),
    )


def moved(first: int, off: int) -> Change:
    """A first movement, and a second that makes the stock, or misses it."""

    def change(small: Company) -> Company:
        stock, day = small.stock[0], small.plan_start
        rest = stock.quantity - first + off
        return replace(
            small,
            movements=(
                Movement(
                    code=stock.code, day=day - timedelta(days=9), quantity=first, what="opening"
                ),
                Movement(
                    code=stock.code, day=day - timedelta(days=2), quantity=rest, what="produced"
                ),
                Movement(code=stock.code, day=day, quantity=10**6, what="after the plan begins"),
            ),
        )

    return change


def recipe_ends(days: int) -> Change:
    return lambda small: replace(
        small,
        bom=(
            replace(small.bom[0], ends=small.plan_start + timedelta(days=days)),
            *small.bom[1:],
        ),
    )


def recipes_apart(days: int) -> Change:
    """The second part takes over from the first, so many days after it ends; within the plan."""

    def change(small: Company) -> Company:
        first, sku = small.bom[0], small.bom[0].sku
        day = small.plan_start + timedelta(days=14)
        other = replace(small.components[0], code="OTHER", name="Other")
        takes_over = replace(first, component="OTHER", starts=day + timedelta(days=days))
        rest = [line for line in small.bom if line.sku != sku]
        return replace(
            small,
            components=(*small.components, other),
            bom=(replace(first, ends=day), takes_over, *rest),
        )

    return change


CASES: dict[str, tuple[Change, Change, str]] = {
    "R71": (
        part(lead_time_weeks=0, expedite_lead_time_weeks=None),
        part(lead_time_weeks=1, expedite_lead_time_weeks=None),
        "components.csv",
    ),
    "R72": (
        lambda small: replace(small, resources=(resource(hours_per_week=0),)),
        lambda small: replace(small, resources=(resource(hours_per_week=1),)),
        "resources.csv",
    ),
    "R72 closed days": (
        lambda small: replace(small, closed_days=(), horizon_weeks=13, forecast=()),
        lambda small: replace(small, closed_days=()),
        "",
    ),
    "R70": (moved(100, 1), moved(100, 0), "stock.csv"),
    "R70 below zero": (moved(-5, 0), moved(5, 0), "movements.csv"),
    "R73 a gap": (recipe_ends(7), recipe_ends(7 * 200), "bom.csv"),
    "R73": (
        lambda small: replace(small, bom=small.bom[:1]),
        lambda small: replace(small, bom=()),
        "items.csv",
    ),
    "R73 none": (
        lambda small: replace(
            small, bom=(replace(small.bom[0], qty_per_unit=Decimal(0)), small.bom[1])
        ),
        lambda small: small,
        "bom.csv",
    ),
    "R74": (
        part(min_order_quantity=10**7),
        part(min_order_quantity=100),
        "components.csv",
    ),
    "R75": (overdue(1), overdue(0), "open_supply.csv"),
}


def checked(now: Company, before: Company | None = None) -> Checked:
    return check_company(write_company(now), write_company(before) if before else None)


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_at_its_cell_and_soundness_is_not(case: str) -> None:
    broken, sound, file = CASES[case]
    (found,) = [one for one in checked(broken(company())).findings if one.rule == case[:3]]
    assert (found.source.file if found.source else "") == file
    assert found.message
    assert found.fix
    assert [one for one in checked(sound(company())).findings if one.rule == case[:3]] == []


JUMPS: dict[str, tuple[Change, Change, str]] = {
    "R35 price": (
        first_item(price_eur=Decimal(42)),
        first_item(price_eur=company().items[0].price_eur * Decimal("1.1")),
        "price_eur",
    ),
    "R35 cost": (
        part(unit_cost_eur=Decimal(99)),
        part(unit_cost_eur=component().unit_cost_eur),
        "unit_cost_eur",
    ),
    "R71 changed": (part(lead_time_weeks=9), part(), "lead_time_weeks"),
}


@pytest.mark.parametrize("case", JUMPS)
def test_a_jump_since_the_earlier_directory_is_found(case: str) -> None:
    jumped, sound, column = JUMPS[case]
    now = write_company(jumped(company()))
    (found,) = [
        one for one in check_company(now, write_company(company())).findings if one.rule == case[:3]
    ]
    file = "items.csv" if column == "price_eur" else "components.csv"
    assert found.source is not None
    assert (found.source.file, found.source.row) == (file, 2)
    header = now[file].splitlines()[0].split(",")
    assert header[found.source.column - 1] == column
    assert checked(jumped(company())).findings == (), "without an earlier one nothing has moved"
    rest = [one.rule for one in checked(sound(company()), company()).findings]
    assert case[:3] not in rest


def test_a_blank_line_and_other_columns_do_not_move_the_cell() -> None:
    files = write_company(part(lead_time_weeks=0, expedite_lead_time_weeks=None)(company()))
    header, row = files["components.csv"].splitlines()
    names, cells = header.split(","), row.split(",")
    moved = [",".join(reversed(one)) for one in (names, cells)]
    files["components.csv"] = "\n".join([moved[0], "", moved[1]])
    (found,) = check_company(files, None).findings
    assert found.source is not None
    assert found.source.row == 3
    assert list(reversed(names))[found.source.column - 1] == "lead_time_weeks"


def test_days_without_a_recipe_are_told_besides_that_it_changes() -> None:
    def kinds(days: int) -> list[str]:
        return [one.kind for one in checked(recipes_apart(days)(company())).findings]

    assert kinds(3).count("days without a recipe") == 1
    assert "days without a recipe" not in kinds(0)
    assert kinds(0).count("a recipe that changes within the plan") == 2


def in_a_circle(small: Company) -> Company:
    made = component(
        resource="LINE", hours_per_1000_units=Decimal(1), expedite_lead_time_weeks=None
    )
    of_itself = replace(small.bom[0], sku=made.code, component=made.code)
    return replace(small, components=(made,), bom=(*small.bom, of_itself))


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        (in_a_circle, "R73", "component"),
        (lambda one: replace(one, stock=(replace(one.stock[0], quantity=-5),)), "R70", "quantity"),
    ],
)
def test_what_rules_look_for_is_found_in_a_directory_that_cannot_be_planned_with(
    change: Change, rule: str, field: str
) -> None:
    files = write_company(change(company()))
    (found,) = check_company(files, None).findings
    assert (found.rule, found.severity) == (rule, Severity.BLOCKING)
    assert found.source is not None
    rows = [row.split(",") for row in files[found.source.file].splitlines()]
    assert rows[0][found.source.column - 1] == field
    assert rows[found.source.row - 1][found.source.column - 1] == found.observed


def test_a_directory_with_anything_else_wrong_is_refused_as_a_whole() -> None:
    broken = replace(in_a_circle(company()), timezone="Mars/Olympus")
    with pytest.raises(CompanyDirectoryUnusable, match="timezone"):
        check_company(write_company(broken), None)
