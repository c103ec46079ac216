"""Companies as chance draws them: small, odd, and always consistent."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from planning.calendar_weeks import WEEK
from planning.company import (
    BomLine,
    Company,
    Component,
    Item,
    OpenSupply,
    Promotion,
    Stock,
    Tier,
)
from tests.small_companies import (
    MONTHS,
    START,
    company,
    component,
    item,
    line,
    promotion,
    resource,
    tier,
)


@composite
def companies(draw: DrawFn) -> Company:
    """Any small company: scarce or not, with or without components and a promotion."""
    weeks = draw(st.integers(2, 7))
    items = draw(_items())
    tiers = tuple(
        tier(code, rank, draw(st.sampled_from((0, 60, 95))))
        for rank, code in enumerate(("key", "retail")[: draw(st.integers(1, 2))], start=1)
    )
    components = draw(_components())
    codes = [each.sku for each in items] + [part.code for part in components]
    return company(
        horizon_weeks=weeks,
        items=items,
        tiers=tiers,
        promotions=draw(_promotions(items, tiers)),
        components=components,
        bom=draw(_bom(items, components)),
        resources=tuple(
            resource(
                code,
                hours_per_week=draw(st.integers(0, 20)),
                overtime_hours_per_week=draw(st.integers(0, 6)),
            )
            for code in ("LINE", "CUPS")
        ),
        stock=tuple(
            Stock(code=code, quantity=draw(st.integers(0, 2_000)))
            for code in draw(st.sets(st.sampled_from(codes)).map(sorted))
        ),
        open_supply=draw(st.lists(_open_supply(codes), max_size=3).map(tuple)),
        forecast=tuple(
            line(each.sku, buyer.code, month, draw(st.integers(0, 6_000)))
            for each in items
            for buyer in tiers
            for month in MONTHS
        ),
        closed_days=tuple(draw(st.sets(st.dates(START, START + 7 * WEEK), max_size=4).map(sorted))),
    )


@composite
def _items(draw: DrawFn) -> tuple[Item, ...]:
    return tuple(
        item(
            sku,
            core=draw(st.booleans()),
            resource=draw(st.sampled_from(("LINE", "CUPS"))),
            hours_per_1000_units=Decimal(draw(st.integers(1, 40))) / 10,
            safety_stock_units=draw(st.integers(0, 800)),
        )
        for sku in ("BAR", "SEED", "CUP")[: draw(st.integers(1, 3))]
    )


@composite
def _components(draw: DrawFn) -> tuple[Component, ...]:
    made: list[Component] = []
    for code in ("SYRUP", "FILM")[: draw(st.integers(0, 2))]:
        lead = draw(st.integers(0, 9))
        expedite = draw(st.none() | st.integers(0, lead))
        most = draw(st.integers(0, 400))
        made.append(
            component(
                code,
                lead_time_weeks=lead,
                expedite_lead_time_weeks=expedite,
                expedite_max_per_week=most,
            )
        )
    return tuple(made)


@composite
def _bom(
    draw: DrawFn, items: tuple[Item, ...], components: tuple[Component, ...]
) -> tuple[BomLine, ...]:
    return tuple(
        BomLine(
            sku=each.sku,
            component=part.code,
            qty_per_unit=Decimal(draw(st.integers(1, 480))) / 100,
            scrap_pct=Decimal(draw(st.integers(0, 10))),
        )
        for each in items
        for part in components
        if draw(st.booleans())
    )


@composite
def _promotions(
    draw: DrawFn, items: tuple[Item, ...], tiers: tuple[Tier, ...]
) -> tuple[Promotion, ...]:
    if not draw(st.booleans()):
        return ()
    skus = draw(st.sets(st.sampled_from([each.sku for each in items]), min_size=1).map(sorted))
    return (
        promotion(
            skus=tuple(skus),
            tiers=tuple(each.code for each in tiers),
            starts=START + draw(st.integers(0, 6)) * WEEK,
            weeks=draw(st.integers(1, 3)),
            uplift_pct=Decimal(draw(st.integers(1, 60))),
        ),
    )


@composite
def _open_supply(draw: DrawFn, codes: list[str]) -> OpenSupply:
    return OpenSupply(
        code=draw(st.sampled_from(codes)),
        quantity=draw(st.integers(0, 2_000)),
        arrives=draw(st.dates(START - WEEK, START + 9 * WEEK)),
        reference="PO-9",
    )
