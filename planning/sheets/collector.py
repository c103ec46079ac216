"""Gathers a sheet's lines while it is read: one place where a cell becomes a number."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planning.sheets.grid import Grid, text_of
from planning.sheets.lines import CURRENCIES, ONE, Problem, StatedTotal, SubmittedLine, Uom
from planning.sheets.mapping import Mapping, ReadSheet, Role
from planning.sheets.numerals import parse_number
from planning.sheets.periods import Span
from planning.sheets.shares import by_month, round_half_up
from planning.sheets.vocabulary import Vocabulary, fold, uom_in

COMMENT_CHARACTERS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Who and what a row is about."""

    region: str
    sku: str
    tier: str
    uom: Uom
    family: str = ""
    comment: str = ""
    account: str = ""


@dataclass(slots=True, kw_only=True)
class Collector:
    grid: Grid
    mapping: Mapping
    known: Vocabulary
    lines: list[SubmittedLine] = field(default_factory=list[SubmittedLine])
    problems: list[Problem] = field(default_factory=list[Problem])
    totals: list[StatedTotal] = field(default_factory=list[StatedTotal])

    def text(self, row: int, role: Role) -> str:
        column = self.mapping.column(role)
        return self.grid.text(row, column.index) if column else ""

    def keys(self, row: int) -> Keys:
        """Codes for codes and names we know; other texts as they are, for the checks to name."""
        region = self.text(row, Role.REGION)
        sku, tier = self.text(row, Role.SKU), self.text(row, Role.TIER)
        account = self.known.accounts.get(fold(tier)) if tier else None
        place = self.known.regions.get(fold(region), region) or self.known.region
        return Keys(
            region=place,
            sku=self.known.skus.get(fold(sku), sku),
            tier=account.tier if account else self.known.tiers.get(fold(tier), tier),
            account=account.code if account else "",
            uom=self.uom(row),
            family=self.text(row, Role.FAMILY)[:COMMENT_CHARACTERS],
            comment=self.text(row, Role.COMMENT)[:COMMENT_CHARACTERS],
        )

    def uom(self, row: int) -> Uom:
        column = self.mapping.column(Role.UOM)
        if column is None:
            return self.mapping.uom
        said = self.grid.text(row, column.index)
        found = uom_in(said)
        if found is None:
            self.problem("R30", row, column.index, said or "(blank)", "units or cases")
        return found or self.mapping.uom

    def number(self, row: int, column: int) -> Decimal | None:
        """The cell's number; None where it is blank, or unreadable and so noted."""
        cell = self.grid.at(row, column)
        if cell is None:
            return None
        number = parse_number(cell, self.mapping.decimal_mark)
        if number is None and text_of(cell):
            self.problem("R02", row, column, text_of(cell)[:60], "a number")
        return number

    def add(
        self,
        *,
        row: int,
        column: int,
        keys: Keys,
        span: Span,
        quantity: Decimal,
        day: date | None = None,
    ) -> None:
        """A number for a span of days, one line for each month that it touches."""
        factor = self._units_per(keys, row, column)
        if factor is None:
            return
        units = round_half_up(Fraction(quantity) * factor)
        for part, share in by_month(units, span, self.known.closed_days):
            weekly = not span.is_month and day is None
            self.lines.append(
                SubmittedLine(
                    region=keys.region,
                    sku=keys.sku,
                    tier=keys.tier,
                    month=part.first.replace(day=1),
                    units=share,
                    quantity=quantity,
                    uom=keys.uom,
                    source=self.grid.ref(row, column),
                    units_per_uom=factor,
                    day=part.first if weekly else day,
                    ends=part.ends if weekly else None,
                    family=keys.family,
                    comment=keys.comment,
                    account=keys.account,
                )
            )

    def _units_per(self, keys: Keys, row: int, column: int) -> Fraction | None:
        """Units in one of what the row counts; None, and so noted, where nobody said."""
        if keys.uom is Uom.UNITS:
            return ONE
        sizes = self.known.units_per.get(keys.uom, {})
        if keys.sku in sizes:
            return sizes[keys.sku]
        if not self.known.units_per or keys.sku not in self.known.skus.values():
            return ONE  # no company to ask, or a code that is itself objected to
        if keys.uom in CURRENCIES and not sizes:
            return ONE  # no rate: what R33 says once
        expected = f"units; items.csv doesn't say what {keys.uom} of {keys.sku} hold"
        self.problem("R30", row, column, f"{keys.uom}", expected)
        return None

    def problem(self, rule: str, row: int, column: int, observed: str, expected: str) -> None:
        source = self.grid.ref(row, column)
        self.problems.append(
            Problem(rule=rule, source=source, observed=observed, expected=expected)
        )

    def total(
        self, *, row: int, column: int, label: str, stated: Decimal, sums: tuple[Decimal, ...]
    ) -> None:
        """A stated total against the nearest of the sums it may mean (its block, or all)."""
        summed = min(sums, key=lambda amount: abs(amount - stated))
        self.totals.append(
            StatedTotal(
                label=label,
                source=self.grid.ref(row, column),
                stated=stated,
                summed=summed,
                uom=self.mapping.uom,
            )
        )

    def sheet(self) -> ReadSheet:
        return ReadSheet(
            file=self.grid.file,
            sheet=self.grid.sheet,
            mapping=self.mapping,
            lines=tuple(self.lines),
            problems=tuple(self.problems),
            totals=tuple(self.totals),
        )
