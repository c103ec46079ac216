"""A region's forecast as a file with one problem planted in it, or a decoy that looks like one.

What was planted is the truth that players never see; only the scorer and the oracle do.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evals.players.decoys import DECOYS
from evals.players.problems import PROBLEMS
from evals.players.rows import HEADER, Row
from evals.sim.chance import stream
from planning.checks.expected import expected_months
from planning.checks.facts import Key
from planning.company import Company, DemandLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is wrong in a sheet: which rules may rightly say so, and of which numbers."""

    kind: str
    rules: frozenset[str]
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file, what it means to say number by number, and what is wrong with it."""

    name: str
    region: str
    content: bytes
    meant: Mapping[Key, int]
    """Of the numbers nothing is wrong with."""
    truth: Truth | None
    decoy: str = ""


def sheets(company: Company, seed: str, each: int = 1) -> Iterator[Sheet]:
    """Every kind of problem and as many decoys, so many times; the same seed, the same bytes."""
    regions = [one.code for one in company.regions]
    decoys = ((kind, frozenset[str](), change, False) for kind, change in DECOYS.items())
    kinds = [*((kind, rules, change, True) for kind, (rules, change) in PROBLEMS.items()), *decoys]
    for round_ in range(each):
        for number, (kind, rules, change, real) in enumerate(kinds):
            chance = stream(seed, "sheet", kind, round_)
            region = regions[(number + round_) % len(regions)]
            clean = rows_of(company, region)
            rows, keys = change([*clean], chance, company)
            truth = Truth(kind=kind, rules=rules, keys=frozenset(keys)) if real else None
            wrong = keys if real else set()
            yield Sheet(
                name=f"{region}-{round_}-{kind}",
                region=region,
                content=content_of(region, rows),
                meant={row.key: units_of(row, company) for row in rows if row.key not in wrong},
                truth=truth,
                decoy="" if real else kind,
            )


def rows_of(company: Company, region: str) -> list[Row]:
    """The region's own forecast, some items of it, for the months that are asked for."""
    months = set(expected_months(company))
    return [
        _row(line) for line in company.forecast if line.region == region and line.month in months
    ]


def _row(line: DemandLine) -> Row:
    return Row(sku=line.sku, tier=line.tier, month=line.month, quantity=Decimal(line.units))


def units_of(row: Row, company: Company) -> int:
    item = next(one for one in company.items if one.sku == row.sku)
    times = item.units_per_case if row.unit == "cases" else 1
    return int(row.quantity * times)


def content_of(region: str, rows: list[Row]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(HEADER)
    for row in rows:
        said = (row.sku, row.tier, f"{row.month:%Y-%m}", row.unit, f"{row.quantity:f}", row.comment)
        table.writerow((region, *said))
    return out.getvalue().encode()
