"""Every stock and every line's hours add up from their rows, also in a wide network."""

import pytest
from hypothesis import given, settings

from planning.company import Company
from planning.line_load import load_of
from planning.plan import Plan
from planning.projection import NotPlanned, Projection, project_item
from planning.projection_parts import project_part
from planning.rules import Case
from planning.supply.solve import solve_case
from tests.planning.small_company import halden, halden_options
from tests.wide_company import wide_cases


def adds_up(found: Projection) -> None:
    stock = found.opening
    for week, kept in enumerate(found.stock):
        stock += sum(flow.values[week] for flow in found.flows)
        assert stock == pytest.approx(kept, abs=0.01), (found.code, week)
        stock = kept


def everything_adds_up(company: Company, plan: Plan) -> None:
    for item in company.items:
        adds_up(project_item(company, plan, item.sku))
    for part in company.components:
        adds_up(project_part(company, plan, part.code))
    for line in company.resources:
        load = load_of(company, plan, line.code)
        for week in range(len(plan.weeks)):
            worked = load.regular[week] + load.overtime[week]
            assert sum(flow.values[week] for flow in load.work) == pytest.approx(worked, abs=0.01)


@pytest.mark.parametrize("key", ["do_nothing", "build_early"])
def test_every_balance_of_halden_adds_up(key: str) -> None:
    plan = next(one.plan for one in halden_options() if one.scenario.key == key)
    everything_adds_up(halden(), plan)


@given(wide_cases())
@settings(max_examples=30, deadline=None)
def test_so_does_every_balance_of_a_wider_network(case: Case) -> None:
    everything_adds_up(case.company, solve_case(case))


@pytest.mark.parametrize("look", [project_item, project_part, load_of])
def test_what_the_plan_does_not_know_is_refused(look: object) -> None:
    company, plan = halden(), halden_options()[0].plan
    assert callable(look)
    with pytest.raises(NotPlanned):
        look(company, plan, "NO-SUCH")
