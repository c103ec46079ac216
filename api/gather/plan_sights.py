"""The plan at a glance: every line's load, every item's and component's stock."""

from api.gather.plan_links import line_href, stock_href
from api.gather.planned import Planned
from api.tongue import Say
from api.views.sights import (
    LOAD_HEADS,
    STOCK_HEADS,
    SightGroup,
    by_title,
    load_sight,
    stock_sight,
)
from planning.line_load import load_of
from planning.projection import project_item
from planning.projection_parts import project_part

COMPONENTS = Say("Components")


def loads(given: Planned, option: str) -> tuple[SightGroup, ...]:
    """By plant."""
    company = given.company
    pairs = [
        (
            line.plant,
            load_sight(load_of(company, given.plan, line.code), line_href(line.code, option)),
        )
        for line in sorted(company.resources, key=lambda one: one.plant)
    ]
    return by_title(pairs, LOAD_HEADS)


def stocks(given: Planned, option: str) -> tuple[SightGroup, ...]:
    """Items by family, then what is bought or made for them."""
    company, plan = given.company, given.plan
    families = list(dict.fromkeys(item.family for item in company.items))
    items = sorted(company.items, key=lambda item: families.index(item.family))
    pairs = [
        (
            item.family,
            stock_sight(project_item(company, plan, item.sku), stock_href(item.sku, option)),
        )
        for item in items
    ]
    pairs += [
        (
            COMPONENTS,
            stock_sight(project_part(company, plan, part.code), stock_href(part.code, option)),
        )
        for part in company.components
    ]
    return by_title(pairs, STOCK_HEADS)
