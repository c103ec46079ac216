"""The company directory: a planning problem as a `company.toml` and CSV files.

`docs/reference/company-directory.md` specifies the format. Nothing here touches a disk:
the files come and go as texts by name.
"""

# pyright: standard
# (rows are read by field name: their values are Any by nature)

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, get_type_hints

from planning.company import (
    Authority,
    BomLine,
    Company,
    Component,
    DemandLine,
    Item,
    OpenSupply,
    Owned,
    Person,
    Promotion,
    Region,
    Resource,
    Stock,
    Tier,
)
from planning.company_network import Alternate, Lane, Routing, Scheduled, Setup, Source, Substitute
from planning.company_records import (
    Account,
    BudgetLine,
    Elasticity,
    FinanceLine,
    Movement,
    PastForecast,
    Rate,
)
from planning.company_streams import Override, StreamLine, Weight
from planning.directory_cells import BY_TYPE, MONTH, Kind, NotThat
from planning.directory_header import HEADER_FILE, header_text, read_header
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from planning.directory_rules import broken_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file: a row per value of one class, a column per field."""

    name: str
    row_type: type
    optional: bool = False
    """May be left out, and is where it would hold no row."""

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> Mapping[str, Kind]:
        return _columns_of(self.row_type)

    @property
    def may_lack(self) -> frozenset[str]:
        """Columns that may be left out, and are where they would hold nothing."""
        return frozenset(one.name for one in fields(self.row_type) if one.default is None)


@cache
def _columns_of(row_type: type) -> Mapping[str, Kind]:
    types = get_type_hints(row_type)
    kinds = {field.name: BY_TYPE[types[field.name]] for field in fields(row_type)}
    return MappingProxyType(kinds | ({"month": MONTH} if "month" in kinds else {}))


OPTIONAL = frozenset(
    {
        *("owners", "authority", "orders", "finance", "past_forecasts"),
        *("routings", "sources", "alternates", "substitutes", "schedule"),
        *("rates", "accounts", "movements", "streams", "weights", "overrides"),
        *("elasticities", "lanes", "budget", "setups"),
    }
)
TABLES = tuple(
    Table(name=name, row_type=row_type, optional=name in OPTIONAL)
    for name, row_type in {
        "items": Item,
        "regions": Region,
        "tiers": Tier,
        "promotions": Promotion,
        "components": Component,
        "bom": BomLine,
        "resources": Resource,
        "stock": Stock,
        "open_supply": OpenSupply,
        "people": Person,
        "owners": Owned,
        "authority": Authority,
        "history": DemandLine,
        "forecast": DemandLine,
        "orders": DemandLine,
        "finance": FinanceLine,
        "past_forecasts": PastForecast,
        "routings": Routing,
        "sources": Source,
        "alternates": Alternate,
        "substitutes": Substitute,
        "schedule": Scheduled,
        "rates": Rate,
        "accounts": Account,
        "movements": Movement,
        "streams": StreamLine,
        "weights": Weight,
        "overrides": Override,
        "elasticities": Elasticity,
        "lanes": Lane,
        "budget": BudgetLine,
        "setups": Setup,
    }.items()
)


def read_company(files: Mapping[str, str]) -> Company:
    """The company in the files, or `CompanyDirectoryUnusable` with everything wrong in them."""
    return _company_in(tuple(sorted(files.items())))


@lru_cache(maxsize=2)
def _company_in(texts: tuple[tuple[str, str], ...]) -> Company:
    """Kept, since every step of a cycle reads the same files again."""
    files = dict(texts)
    problems: list[Problem] = []
    header = read_header(_text_of(files, HEADER_FILE, problems), problems)
    rows: dict[str, Any] = {table.name: _read_table(table, files, problems) for table in TABLES}
    if problems:
        raise CompanyDirectoryUnusable(tuple(problems))
    company = Company(**header, **rows)
    if broken := broken_rules(company):
        raise CompanyDirectoryUnusable(broken)
    return company


def write_company(company: Company) -> dict[str, str]:
    """File name to text; `read_company` gives the same company back."""
    tables = {
        table.file: _table_text(table, rows)
        for table in TABLES
        if (rows := getattr(company, table.name)) or not table.optional
    }
    return {HEADER_FILE: header_text(company)} | tables


def _text_of(files: Mapping[str, str], name: str, problems: list[Problem]) -> str:
    if name not in files:
        problems.append(
            Problem(file=name, row=None, column=None, read="", wrong="the file is missing; add it")
        )
    return files.get(name, "")


def _read_table(table: Table, files: Mapping[str, str], problems: list[Problem]) -> tuple[Any, ...]:
    if table.optional and table.file not in files:
        return ()
    lines = csv.reader(io.StringIO(_text_of(files, table.file, problems).removeprefix("\ufeff")))
    header = next(lines, [])
    columns, may_lack = table.columns, table.may_lack
    missing = [name for name in columns if name not in header and name not in may_lack]
    unknown = [name for name in header if name not in columns]
    if table.file in files:
        problems += [_misses(table, name, header) for name in missing]
        problems += [_unknown(table, name, columns) for name in unknown]
    if missing or unknown:
        return ()
    expected = {name: kind for name, kind in columns.items() if name in header}
    values: list[Any] = []
    for row, cells in enumerate(lines, start=2):
        if any(cells):
            written = dict(zip(header, cells, strict=False))
            parsed = _read_row(table.file, row, written, expected, problems)
            values += [table.row_type(**parsed)] if len(parsed) == len(expected) else []
    return tuple(values)


def _read_row(
    file: str,
    row: int,
    cells: Mapping[str, str],
    expected: Mapping[str, Kind],
    problems: list[Problem],
) -> dict[str, Any]:
    parsed: dict[str, Any] = {}
    for column, kind in expected.items():
        text = cells.get(column, "").strip()
        try:
            parsed[column] = kind.parse(text)
        except NotThat:
            wrong = f"write {kind.expects}"
            problems.append(Problem(file=file, row=row, column=column, read=text, wrong=wrong))
    return parsed


def _misses(table: Table, name: str, header: list[str]) -> Problem:
    wrong = f"the column {name} is missing; add it"
    return Problem(file=table.file, row=1, column=name, read=",".join(header), wrong=wrong)


def _unknown(table: Table, name: str, columns: Mapping[str, Kind]) -> Problem:
    wrong = f"there is no such column; the columns are {', '.join(columns)}"
    return Problem(file=table.file, row=1, column=name, read=name, wrong=wrong)


def _table_text(table: Table, rows: tuple[object, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = {
        name: kind
        for name, kind in table.columns.items()
        if name not in table.may_lack or any(getattr(row, name) is not None for row in rows)
    }
    writer.writerow(columns)
    for row in rows:
        writer.writerow(kind.show(getattr(row, name)) for name, kind in columns.items())
    return out.getvalue()
