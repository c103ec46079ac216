"""A finding's row as the value the checks made, for whoever words it."""

from pydantic import TypeAdapter

from planning.checks.correction import CellChange
from planning.checks.finding import Finding, Severity
from planning.sheets.grid import CellRef
from store.tables.inputs import FindingRow

_CHANGES = TypeAdapter(tuple[CellChange, ...])


def as_finding(row: FindingRow, file: str) -> Finding:
    cell = None
    if row.cell_row is not None and row.cell_column is not None:
        cell = CellRef(file=file, sheet=row.sheet or "", row=row.cell_row, column=row.cell_column)
    return Finding(
        rule=row.rule,
        severity=Severity(row.severity),
        source=cell,
        observed=row.observed,
        expected=row.expected,
        message=row.message,
        impact_units=row.impact_units,
        impact_eur=row.impact_eur,
        kind=row.kind,
        fix=row.fix,
        correction=_CHANGES.validate_python(row.correction or []),
    )
