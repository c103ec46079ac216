"""Prices: the list price, and what was raised from when on."""

from collections.abc import Iterator
from decimal import Decimal

from planning.plan import Plan
from planning.rules import Case
from planning.supply.checking.violation import Violation

ALL_PCT = 100


def prices(case: Case, plan: Plan) -> Iterator[Violation]:
    listed = {item.sku: item.price_eur for item in case.company.items}
    for line in plan.prices:
        raises = [one for one in case.rules.repriced if one.sku == line.sku]
        for week, found in enumerate(line.price_eur):
            expected = listed[line.sku]
            for one in raises:
                if one.period <= week:
                    expected += expected * one.raise_pct / Decimal(ALL_PCT)
            if expected != found:
                by = float(abs(expected - found))
                yield Violation(rule="price as decided", what=line.sku, week=week, by=by)
