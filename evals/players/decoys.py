"""What only looks like a problem."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from evals.players.rows import Change, Row, changed, family_of, one_of
from planning.checks.facts import Key
from planning.company import Company


def _stated_cases(rows: list[Row], chance: Random, company: Company) -> tuple[list[Row], set[Key]]:
    """Cases, and the file says so."""
    size = {item.sku: item.units_per_case for item in company.items}
    places = family_of(rows, chance, company)
    for n in places:
        cases = (rows[n].quantity / size[rows[n].sku]).to_integral_value()
        rows[n] = replace(rows[n], quantity=cases, unit="cases")
    return rows, {rows[n].key for n in places}


def _with_decimals(rows: list[Row], chance: Random, _c: Company) -> tuple[list[Row], set[Key]]:
    n = one_of(rows, chance)
    return changed(rows, n, rows[n].quantity.quantize(Decimal("1.00")))


def _a_little(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    n = one_of(rows, chance)
    return changed(rows, n, (rows[n].quantity * Decimal("1.02")).to_integral_value())


def _untouched(rows: list[Row], _chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    return rows, set()


def _shuffled(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    chance.shuffle(rows)
    return rows, set()


def _commented(rows: list[Row], chance: Random, _company: Company) -> tuple[list[Row], set[Key]]:
    n = one_of(rows, chance)
    rows[n] = replace(rows[n], comment="as agreed with the account")
    return rows, {rows[n].key}


DECOYS: Mapping[str, Change] = {
    "cases stated as cases": _stated_cases,
    "whole, written with decimals": _with_decimals,
    "a little more": _a_little,
    "nothing at all": _untouched,
    "in another order": _shuffled,
    "with a comment": _commented,
    "as it was": _untouched,
    "shuffled again": _shuffled,
}
