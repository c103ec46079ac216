"""A consolidated forecast as plain JSON values, and back: what a frozen baseline stores."""

from dataclasses import replace
from datetime import date
from typing import Any

from planning.company import Company, DemandLine
from planning.consolidation import Consolidated, line_key
from planning.plain_values import plain, restore
from planning.sheets.grid import CellRef
from planning.weighing_streams import LineKey, Overridden

Content = dict[str, Any]
FORMAT = 1


def baseline_content(consolidated: Consolidated) -> Content:
    """Strings, whole numbers, lists and objects only, so that it has one canonical form."""
    lineage = consolidated.lineage
    kept = set(consolidated.kept)
    weights, done = consolidated.company.weights, consolidated.overridden
    told = {"weights": plain(weights)} if weights else {}
    told |= {"overrides": plain(done)} if done else {}
    return told | {
        "format": FORMAT,
        "substituted": list(consolidated.substituted),
        "lines": [
            {
                "region": line.region,
                "sku": line.sku,
                "tier": line.tier,
                "month": line.month.isoformat(),
                "units": line.units,
                "kept": line_key(line) in kept,
                "cells": [_cell(cell) for cell in lineage.get(line_key(line), ())],
            }
            for line in consolidated.company.forecast
        ],
    }


def restore_baseline(company: Company, content: Content) -> Company:
    """The company with the baseline as its forecast."""
    return replace(company, forecast=tuple(_line(line) for line in content["lines"]))


def restore_consolidated(company: Company, content: Content) -> Consolidated:
    """Everything that was known when the baseline was made."""
    lines = content["lines"]
    return Consolidated(
        company=restore_baseline(company, content),
        lineage={
            _key(line): tuple(CellRef(**cell) for cell in line["cells"])
            for line in lines
            if line["cells"]
        },
        substituted=tuple(content["substituted"]),
        kept=tuple(_key(line) for line in lines if line["kept"]),
        overridden=restore(tuple[Overridden, ...], content.get("overrides", [])),
    )


def _cell(cell: CellRef) -> Content:
    return {"file": cell.file, "sheet": cell.sheet, "row": cell.row, "column": cell.column}


def _line(line: Content) -> DemandLine:
    region, sku, tier, month = _key(line)
    return DemandLine(region=region, sku=sku, tier=tier, month=month, units=line["units"])


def _key(line: Content) -> LineKey:
    return (line["region"], line["sku"], line["tier"], date.fromisoformat(line["month"]))
