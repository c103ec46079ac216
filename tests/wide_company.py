"""Small companies with a wider network, as chance draws it: every part of the model at once."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from planning.calendar_weeks import WEEK
from planning.company import BomLine, Company, Component, Item, Resource
from planning.company_network import Alternate, Routing, Scheduled, Source, Substitute
from planning.rules import Case, agreed_case
from tests.any_company import companies
from tests.small_companies import START, component


@composite
def wide_companies(draw: DrawFn) -> Company:
    """Any small company, with any of what it may say beyond one line and one supplier."""
    small = draw(companies())
    parts, bom = draw(_levels(small))
    known = [part.code for part in parts]
    return replace(
        small,
        weekly_weeks=draw(st.sampled_from((0, 0, 1, 3))),
        items=tuple(draw(_item(one)) for one in small.items),
        tiers=tuple(
            replace(one, waits_weeks=draw(st.sampled_from((None, None, 0, 1, 2))))
            for one in small.tiers
        ),
        components=parts,
        bom=bom,
        resources=tuple(draw(_fenced(one)) for one in small.resources),
        routings=draw(_routings(small)),
        sources=draw(_sources(known)),
        alternates=draw(_alternates(known)),
        substitutes=draw(_substitutes(small)),
        schedule=tuple(
            Scheduled(sku=one.sku, week=START + week * WEEK, units=draw(st.integers(0, 1_500)))
            for one in small.items
            for week in draw(st.sets(st.integers(0, 3)).map(sorted))
        ),
    )


@composite
def wide_cases(draw: DrawFn) -> Case:
    """Such a company under rules that open some of it."""
    company = draw(wide_companies())
    case = agreed_case(company)
    rules = replace(
        case.rules,
        overtime=draw(st.booleans()),
        sourced=draw(st.sampled_from(((), tuple(p.code for p in company.components)))),
        routed=draw(st.sampled_from(((), tuple(r.code for r in company.resources)))),
        swapped=draw(st.sampled_from(((), tuple(p.code for p in company.components)))),
        stood_in=draw(st.sampled_from(((), tuple(i.sku for i in company.items)))),
    )
    return replace(case, rules=rules)


@composite
def _item(draw: DrawFn, one: Item) -> Item:
    return replace(
        one,
        shelf_life_weeks=draw(st.sampled_from((None, None, 1, 2, 5))),
        max_cover_weeks=draw(st.sampled_from((None, None, 1, 3))),
    )


@composite
def _fenced(draw: DrawFn, one: Resource) -> Resource:
    if draw(st.booleans()):
        return one
    return replace(
        one,
        frozen_weeks=draw(st.sampled_from((None, 0, 1, 2))),
        slushy_weeks=draw(st.sampled_from((None, 1, 2))),
        slushy_change_pct=Decimal(draw(st.sampled_from((0, 10, 50)))),
    )


@composite
def _levels(draw: DrawFn, small: Company) -> tuple[tuple[Component, ...], tuple[BomLine, ...]]:
    """A dough made in the house of what is bought, and lots for some of that."""
    bought = tuple(
        replace(
            one,
            order_multiple=draw(st.sampled_from((None, None, 50, 300))),
            min_order_quantity=draw(st.sampled_from((None, 400))),
            order_cost_eur=draw(st.sampled_from((None, None, Decimal(90)))),
        )
        for one in small.components
    )
    if not draw(st.booleans()):
        return bought, small.bom
    dough = component(
        "DOUGH",
        name="Dough",
        lead_time_weeks=draw(st.integers(0, 2)),
        expedite_lead_time_weeks=None,
        resource=draw(st.sampled_from(("LINE", "CUPS"))),
        hours_per_1000_units=Decimal(draw(st.integers(1, 20))) / 10,
    )
    lines = [
        BomLine(sku=one.sku, component="DOUGH", qty_per_unit=_qty(draw), scrap_pct=Decimal(3))
        for one in small.items
        if draw(st.booleans())
    ]
    lines += [
        BomLine(sku="DOUGH", component=one.code, qty_per_unit=_qty(draw), scrap_pct=Decimal(1))
        for one in bought
        if draw(st.booleans())
    ]
    return (*bought, dough), (*small.bom, *lines)


def _qty(draw: DrawFn) -> Decimal:
    return Decimal(draw(st.integers(1, 200))) / 100


@composite
def _routings(draw: DrawFn, small: Company) -> tuple[Routing, ...]:
    return tuple(
        Routing(
            sku=one.sku,
            resource="CUPS" if one.resource == "LINE" else "LINE",
            hours_per_1000_units=Decimal(draw(st.integers(1, 40))) / 10,
            extra_cost_eur=Decimal(draw(st.integers(0, 50))) / 100,
            standing=draw(st.booleans()),
        )
        for one in small.items
        if draw(st.booleans())
    )


@composite
def _sources(draw: DrawFn, codes: list[str]) -> tuple[Source, ...]:
    return tuple(
        Source(
            component=code,
            supplier="Sydhavn",
            lead_time_weeks=draw(st.integers(0, 4)),
            extra_cost_eur=Decimal(draw(st.integers(0, 50))) / 100,
            max_per_week=draw(st.sampled_from((None, 40, 400))),
            standing=draw(st.booleans()),
        )
        for code in codes
        if draw(st.booleans())
    )


@composite
def _alternates(draw: DrawFn, codes: list[str]) -> tuple[Alternate, ...]:
    if len(codes) < 2 or not draw(st.booleans()):
        return ()
    return (
        Alternate(
            component=codes[0],
            alternate=codes[1],
            qty_per_unit=_qty(draw),
            standing=draw(st.booleans()),
        ),
    )


@composite
def _substitutes(draw: DrawFn, small: Company) -> tuple[Substitute, ...]:
    if len(small.items) < 2 or not draw(st.booleans()):
        return ()
    return (
        Substitute(
            sku=small.items[0].sku,
            substitute=small.items[1].sku,
            tiers=tuple(one.code for one in small.tiers[: draw(st.integers(1, 2))]),
            standing=draw(st.booleans()),
        ),
    )
