"""R47: customers have already ordered more than is forecast."""

from collections.abc import Iterator

from planning import figures
from planning.checks.correction import in_own_unit, monthly
from planning.checks.finding import Severity
from planning.checks.sent import Found, Sent, about


def below_orders(sent: Sent) -> Iterator[Found]:
    """orders > forecast, where the company directory has `orders.csv`."""
    for order in sent.facts.company.orders:
        key = (order.sku, order.tier, order.month)
        number = sent.numbers.get(key)
        if order.region != sent.facts.region or number is None or order.units <= number.units:
            continue
        ordered = figures.number(order.units)
        own = in_own_unit(number.line, order.units)
        why = f"{ordered} units are ordered already"
        yield about(
            sent,
            number.line,
            rule="R47",
            severity=Severity.WARNING,
            expected=f"{ordered} or more",
            says=f"{ordered} units are ordered already, "
            f"{figures.count(order.units - number.units, 'unit')} more than forecast.",
            off_units=order.units - number.units,
            kind="orders above the forecast",
            fix="Raise the forecast to what is ordered, or tell us which order falls away.",
            correction=monthly(number.line, own, why),
        )
