"""The small company with what its levers on demand need said: an elasticity, a plant, a lane."""

from dataclasses import replace
from decimal import Decimal

from planning.company import Company
from planning.company_network import Lane, Routing
from planning.company_records import Elasticity
from tests.planning.small_company import small_company

MILL = Routing(
    sku="A",
    resource="MILL",
    hours_per_1000_units=Decimal(10),
    extra_cost_eur=Decimal("0.10"),
    standing=False,
)
KEY_ONLY = Elasticity(
    sku="A",
    tier="key",
    elasticity=Decimal("-0.5"),
    most_pct=Decimal(12),
    notice_weeks=1,
    source="Contract talks",
)
EVERYONE = replace(KEY_ONLY, tier=None, elasticity=Decimal(-2), most_pct=Decimal(10))
LANE = Lane(region="all", plant="Other", extra_cost_eur=Decimal("0.20"), notice_weeks=1)


def stated(company: Company) -> Company:
    """With another plant that can make A, a way from there, and how demand for A answers."""
    mill = replace(company.resources[0], code="MILL", name="Mill", plant="Other", hours_per_week=20)
    return replace(
        company,
        resources=(*company.resources, mill),
        routings=(MILL,),
        lanes=(LANE,),
        elasticities=(KEY_ONLY, EVERYONE),
    )


STATED = stated(small_company(resin=8_000))
