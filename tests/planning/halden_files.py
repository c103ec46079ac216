"""Files a Halden region might send, made from last cycle's forecast; where each number sits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from planning.checks.check import Checked, check_submission
from planning.checks.expected import Expected, expected_months
from planning.checks.facts import Key
from planning.checks.finding import Finding
from planning.company import Company
from planning.sheets.grid import CellRef
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from runtime.halden import halden_foods

FILE = "forecast.csv"
Numbers = dict[Key, "int | str"]


@cache
def halden(seed: int = 7) -> Company:
    return halden_foods(seed)


def months(company: Company) -> tuple[date, ...]:
    return tuple(sorted({line.month for line in company.forecast}))


def numbers(
    region: str = "nordics", *, noise: float = 0.0, seed: int = 0, company: Company | None = None
) -> Numbers:
    """The region's last forecast, each number moved by up to `noise` either way."""
    rng = Random(seed)
    return {
        (line.sku, line.tier, line.month): round(line.units * (1 + noise * rng.uniform(-1, 1)))
        for line in (company or halden()).forecast
        if line.region == region
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class WideFile:
    """A column per month. `codes` writes another code for a row; `extra` adds lines below."""

    numbers: Mapping[Key, int | str]
    company: Company = field(default_factory=halden)
    region: str = "nordics"
    title: str = ""
    codes: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    extra: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((sku, tier) for sku, tier, _ in self.numbers))

    @property
    def months(self) -> list[date]:
        return sorted({month for *_, month in self.numbers})

    @property
    def text(self) -> str:
        lines = [self.title] if self.title else []
        lines.append(",".join(["SKU", "Tier", *(f"{month:%b %Y}" for month in self.months)]))
        for sku, tier in self.rows:
            cells = [str(self.numbers.get((sku, tier, month), "")) for month in self.months]
            lines.append(",".join([self.codes.get((sku, tier), sku), tier, *cells]))
        return "\n".join([*lines, *self.extra])

    def cell(self, key: Key) -> CellRef:
        sku, tier, month = key
        row = self.rows.index((sku, tier)) + (3 if self.title else 2)
        return CellRef(file=FILE, sheet="", row=row, column=self.months.index(month) + 3)

    def check(self) -> Checked:
        return check_text(self.text, self.region, self.company)


def check_text(text: str, region: str = "nordics", company: Company | None = None) -> Checked:
    company = company or halden()
    sheets = read_sheets(read_grids(FILE, text.encode()), vocabulary(company, region=region))
    months = expected_months(company)
    return check_submission(sheets, Expected(company=company, region=region, months=months))


def of_rule(checked: Checked, rule: str) -> list[Finding]:
    return [finding for finding in checked.findings if finding.rule == rule]


def others(checked: Checked, *known: str) -> list[Finding]:
    """Findings of other rules; R54 stands in every file of a company with a tight promotion."""
    return [finding for finding in checked.findings if finding.rule not in {"R54", *known}]
