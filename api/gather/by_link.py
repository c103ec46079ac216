"""What the page of an input shows to whoever holds the link from its owner's letter."""

from datetime import date

from api import formats
from api.views.by_link import ByLinkView, GridCell, GridRow, GridView
from api.views.inputs import FindingsView
from planning.sheets.prefilled import Prefilled
from planning.sheets.reading import TEXTS, WORKBOOKS

CELLS_MOST = 5_000
"""A page holds no more; a file does."""
DONE = {
    "file": "The file came in and was read. What was found stands below.",
    "grid": "Your cells came in as a new version.",
    "unchanged": "Noted: no change.",
    "words": "Your words came in; the answer comes by mail.",
    "corrections": "The corrections were written, as a new version of yours.",
    "layout": "Noted; the next file of this layout is read so.",
}


def by_link_view(
    findings: FindingsView,
    filled: Prefilled,
    *,
    company: str,
    version: int,
    stands: bool,
    is_open: bool,
    known: bool,
) -> ByLinkView:
    fits = len(filled.cells) <= CELLS_MOST
    return ByLinkView(
        company=company,
        path=findings.path,
        findings=findings,
        grid=_grid(filled, version) if known and fits else None,
        open=is_open,
        known=known,
        unchanged=_unchanged(filled, version, stands=stands),
        formats=", ".join(sorted(WORKBOOKS | TEXTS)),
    )


def _unchanged(filled: Prefilled, version: int, *, stands: bool) -> str:
    if stands:
        return f"Version {version} goes on standing as it is."
    if version:
        return "Last month’s forecast is your answer, in place of what you sent."
    total = sum(number or 0 for row in filled.rows for number in row.units)
    return f"Last month’s forecast is your answer: {formats.number(total)} units in all."


def _grid(filled: Prefilled, version: int) -> GridView:
    months = tuple(map(_month, filled.months))
    return GridView(
        version=version,
        months=months,
        from_=f"version {version}" if version else "last month’s forecast",
        rows=tuple(
            GridRow(
                sku=row.sku,
                name=row.name,
                tier=row.tier_name,
                cells=tuple(
                    GridCell(
                        label=f"{row.sku} {row.tier_name}, {month}",
                        value="" if number is None else str(number),
                    )
                    for month, number in zip(months, row.units, strict=True)
                ),
            )
            for row in filled.rows
        ),
    )


def _month(first: date) -> str:
    return f"{first:%b %Y}"
