"""R22: a row names another family than the product belongs to."""

from collections.abc import Iterator

from planning.checks.correction import CellChange
from planning.checks.facts import Facts
from planning.checks.finding import Finding, Severity
from planning.checks.layout import code_cell
from planning.sheets.lines import SubmittedLine
from planning.sheets.mapping import ReadSheet, Role
from planning.sheets.vocabulary import fold


def wrong_families(sheets: tuple[ReadSheet, ...], facts: Facts) -> Iterator[Finding]:
    """One finding a row, at the family's cell."""
    for sheet in sheets:
        rows: dict[int, list[SubmittedLine]] = {}
        for line in sheet.lines:
            item = facts.items.get(line.sku)
            if item and line.family and fold(line.family) != fold(item.family):
                rows.setdefault(line.source.row, []).append(line)
        for lines in rows.values():
            yield _wrong(sheet, lines, facts)


def _wrong(sheet: ReadSheet, lines: list[SubmittedLine], facts: Facts) -> Finding:
    line = lines[0]
    item, cell = facts.items[line.sku], code_cell(sheet, line, Role.FAMILY)
    why = f"{line.sku} belongs to {item.family}"
    units = sum(one.units for one in lines)
    return Finding(
        rule="R22",
        severity=Severity.WARNING,
        source=cell,
        observed=line.family,
        expected=item.family,
        message=f"{facts.name(line.sku)} stands under “{line.family}” and belongs to "
        f"“{item.family}”; is it another product?",
        impact_units=abs(units),
        impact_eur=facts.worth(line.sku, units),
        kind="products under another family",
        fix="Correct the family or the code.",
        keys=tuple((one.sku, one.tier, one.month) for one in lines),
        correction=(
            CellChange(
                source=cell, before=line.family, after=item.family, why=why, is_number=False
            ),
        ),
    )
