"""R32: money sent as units."""

from collections.abc import Iterator
from math import log
from statistics import median

from planning import figures
from planning.checks.correction import monthly
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Found, Sent
from planning.sheets.lines import Uom

NEAR = log(1.25)
LEAST_NUMBERS, LEAST_ITEMS = 6, 2
LEAST_PRICE = 2.0
"""Below, money looks too much like units to be told apart."""


def money_as_units(sent: Sent) -> Iterator[Found]:
    """number / usual is the item's own price, in most of a file's numbers."""
    strays: dict[Key, float] = {}
    for key, usual in sent.usual.items():
        price = float(sent.facts.items[key[0]].price_eur)
        number = sent.numbers[key]
        if price >= LEAST_PRICE and number.units > 0 and usual.units >= 1:
            strays[key] = log(number.units / usual.units / price)
    near = [key for key, stray in strays.items() if abs(stray) < NEAR]
    many = len(near) >= LEAST_NUMBERS and len({key[0] for key in near}) >= LEAST_ITEMS
    if many and 2 * len(near) > len(strays) and abs(median(strays.values())) < NEAR:
        for sku in dict.fromkeys(key[0] for key in near):
            yield _money(sent, sku, [key for key in near if key[0] == sku])


def _money(sent: Sent, sku: str, keys: list[Key]) -> Found:
    price = sent.facts.items[sku].price_eur
    units = {key: round(sent.numbers[key].units / price) for key in keys}
    said = Said(
        rule="R32",
        severity=Severity.BLOCKING,
        expected=f"units; at a price of {figures.number(price)} about "
        f"{figures.number(units[keys[0]])} here",
        says=f"{sent.facts.name(sku)}: the numbers are the usual ones times the price of "
        f"{figures.number(price)}; these look like money.",
        kind="money sent as units",
        fix="Divide by the price, or send units.",
    )
    why = f"money divided by the price of {figures.number(price)}"
    plain = all(sent.numbers[k].line.uom is Uom.UNITS for k in keys)
    changes = (one for k in keys for one in monthly(sent.numbers[k].line, units[k], why))
    return about_all(
        sent,
        {key: sent.numbers[key].units - units[key] for key in keys},
        said,
        tuple(changes) if plain else (),
    )
