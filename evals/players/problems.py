"""Problems as they are planted, with the rules that may rightly say so."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from evals.players.rows import Change, Row, changed, family_of, one_of
from planning.checks.facts import Key
from planning.company import Company

TOO_MUCH = 12


def _missing(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    gone = rows.pop(one_of(rows, chance))
    return rows, {gone.key}


def _twice(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    row = rows[one_of(rows, chance)]
    rows.append(replace(row, quantity=row.quantity + 7))
    return rows, {row.key}


def _negative(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    n = one_of(rows, chance)
    return changed(rows, n, -rows[n].quantity)


def _fraction(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    n = one_of(rows, chance)
    return changed(rows, n, rows[n].quantity + Decimal("0.5"))


def _far(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    n = one_of(rows, chance)
    return changed(rows, n, rows[n].quantity * TOO_MUCH)


def _in_cases(rows: list[Row], chance: Random, company: Company) -> tuple[list[Row], set[Key]]:
    """Cases, though the file says units."""
    size = {item.sku: item.units_per_case for item in company.items}
    places = family_of(rows, chance, company)
    for n in places:
        less = (rows[n].quantity / size[rows[n].sku]).to_integral_value()
        rows[n] = replace(rows[n], quantity=less)
    return rows, {rows[n].key for n in places}


def _in_money(rows: list[Row], chance: Random, company: Company) -> tuple[list[Row], set[Key]]:
    price = {item.sku: item.price_eur for item in company.items}
    places = family_of(rows, chance, company)
    for n in places:
        money = (rows[n].quantity * price[rows[n].sku]).to_integral_value()
        rows[n] = replace(rows[n], quantity=money)
    return rows, {rows[n].key for n in places}


def _unknown(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    """One number under a code that there is none of; so its own is missing."""
    n = one_of(rows, chance)
    key = rows[n].key
    rows[n] = replace(rows[n], sku=f"X{rows[n].sku}9")
    return rows, {key, rows[n].key}


PROBLEMS: Mapping[str, tuple[frozenset[str], Change]] = {
    "a number missing": (frozenset({"R10", "R12"}), _missing),
    "a number twice": (frozenset({"R21"}), _twice),
    "a number negative": (frozenset({"R40"}), _negative),
    "a number not whole": (frozenset({"R41"}), _fraction),
    "a number far off": (frozenset({"R42", "R43", "R51", "R52"}), _far),
    "cases sent as units": (frozenset({"R31"}), _in_cases),
    "money sent as units": (frozenset({"R32", "R33", "R42", "R43"}), _in_money),
    "a code unknown": (frozenset({"R20", "R10"}), _unknown),
}
