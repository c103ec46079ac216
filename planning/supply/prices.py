"""What an item is sold at in each planning period, where a case changes its price."""

from decimal import Decimal

from planning.periods import periods_of
from planning.plan_network import PriceLine
from planning.rules import Case

ALL_PCT = 100


def prices_of(case: Case) -> dict[str, tuple[Decimal, ...]]:
    """By item: list price * product of (1 + raise / 100) over the raises that hold by then."""
    periods = len(periods_of(case.company))
    prices = {item.sku: [item.price_eur] * periods for item in case.company.items}
    for one in case.rules.repriced:
        factor = 1 + one.raise_pct / ALL_PCT
        prices[one.sku][one.period :] = [eur * factor for eur in prices[one.sku][one.period :]]
    return {sku: tuple(own) for sku, own in prices.items()}


def price_lines(case: Case) -> tuple[PriceLine, ...]:
    """Of every item that isn't sold at its list price throughout."""
    prices, raised = prices_of(case), {one.sku for one in case.rules.repriced}
    return tuple(
        PriceLine(sku=item.sku, price_eur=prices[item.sku])
        for item in case.company.items
        if item.sku in raised
    )
