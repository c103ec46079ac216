"""How sheets were understood, as plain JSON values: kept with the file, shown to its sender."""

from collections.abc import Iterable
from typing import Any

from planning.sheets.mapping import Mapping, Role


def understood(mappings: Iterable[Mapping]) -> dict[str, Any]:
    """Each sheet's shape, columns with the reason for each, months, unit and decimal mark."""
    return {"sheets": [_sheet(mapping) for mapping in mappings]}


def _sheet(mapping: Mapping) -> dict[str, Any]:
    return {
        "file": mapping.file,
        "sheet": mapping.sheet,
        "shape": mapping.shape.value,
        "columns": [
            {"title": column.title, "role": column.role.value, "why": column.why}
            for column in mapping.columns
            if column.role is not Role.IGNORED
        ],
        "months": sorted({period.month.isoformat() for period in mapping.periods}),
        "periods": [
            {"title": period.title, "first": str(period.span.first), "ends": str(period.span.ends)}
            for period in mapping.periods
            if not period.span.is_month
        ],
        "unit": mapping.uom.value,
        "unit_why": mapping.uom_why,
        "decimal_mark": mapping.decimal_mark.value,
        "decimal_why": mapping.decimal_why,
    }
