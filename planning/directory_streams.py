"""What must hold of a company's streams, weights and overrides."""

from collections.abc import Iterator, Sequence
from typing import Any

from planning.company import Company, family_code
from planning.company_streams import OWN_STREAMS
from planning.directory_problems import Problem

FIRST_ROW = 2
"""Below the header."""


def broken_streams(company: Company) -> Iterator[Problem]:
    known = {
        "region": {one.code for one in company.regions},
        "sku": {one.sku for one in company.items},
        "tier": {one.code for one in company.tiers},
        "family": {family_code(one.family) for one in company.items},
        "author": {one.key for one in company.people},
    }
    yield from _unknown("streams", company.streams, ("region", "sku", "tier"), known)
    for row, line in enumerate(company.streams, start=FIRST_ROW):
        if line.stream in OWN_STREAMS:
            wrong = "that stream has its own place; write another name"
            yield _wrong("streams", row, "stream", line.stream, wrong)
        if line.units < 0:
            yield _wrong("streams", row, "units", str(line.units), "write a number of 0 or more")
    known["stream"] = {*OWN_STREAMS, *(line.stream for line in company.streams)}
    yield from _unknown("weights", company.weights, ("stream", "region", "family", "author"), known)
    for row, weight in enumerate(company.weights, start=FIRST_ROW):
        if weight.weight < 0:
            yield _wrong("weights", row, "weight", str(weight.weight), "write 0 or more")
    columns = ("region", "family", "sku", "tier", "author")
    yield from _unknown("overrides", company.overrides, columns, known)
    for row, one in enumerate(company.overrides, start=FIRST_ROW):
        if (one.family is None) is (one.sku is None):
            wrong = "an override is for a family or for an item; write one of them"
            yield _wrong("overrides", row, "family", one.family or "", wrong)
        if one.units < 0:
            yield _wrong("overrides", row, "units", str(one.units), "write a number of 0 or more")


def _unknown(
    table: str, rows: Sequence[Any], columns: Sequence[str], known: dict[str, set[str]]
) -> Iterator[Problem]:
    for row, one in enumerate(rows, start=FIRST_ROW):
        for column in columns:
            code = getattr(one, column)
            if code is not None and code not in known[column]:
                wrong = f"unknown; known are {', '.join(sorted(known[column])[:6])}"
                yield _wrong(table, row, column, code, wrong)


def _wrong(table: str, row: int, column: str, read: str, wrong: str) -> Problem:
    return Problem(file=f"{table}.csv", row=row, column=column, read=read, wrong=wrong)
