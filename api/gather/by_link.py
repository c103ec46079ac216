"""What the page of an input shows to whoever holds the link from its owner's letter."""

from dataclasses import replace
from datetime import date

from babel.dates import format_date

from api import formats
from api.views.by_link import ByLinkView, GridCell, GridRow, GridView
from api.views.inputs import FindingsView
from graphs.input_facts import InputFacts
from mail.labels import label
from mail.render import when
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
    facts: InputFacts,
    filled: Prefilled,
    *,
    company: str,
    version: int,
    is_open: bool,
    known: bool,
) -> ByLinkView:
    fits = len(filled.cells) <= CELLS_MOST
    owner = facts.owner
    return ByLinkView(
        language=owner.language,
        company=company,
        path=findings.path,
        title=facts.heading,
        state=replace(findings.state, word=label(findings.state.word, owner.language)),
        due=when(facts.due_at, owner.timezone, owner.language),
        findings=findings,
        grid=_grid(filled, version, owner.language) if known and fits else None,
        open=is_open,
        known=known,
        unchanged=_unchanged(filled, version, owner.language, stands=facts.stands),
        formats=", ".join(sorted(WORKBOOKS | TEXTS)),
    )


def _unchanged(filled: Prefilled, version: int, language: str, *, stands: bool) -> str:
    if stands:
        said = label("Version {version} goes on standing as it is.", language)
        return said.format(version=version)
    if version:
        return label("Last month’s forecast is your answer, in place of what you sent.", language)
    total = sum(number or 0 for row in filled.rows for number in row.units)
    said = label("Last month’s forecast is your answer: {total} units in all.", language)
    return said.format(total=formats.number(total))


def _grid(filled: Prefilled, version: int, language: str) -> GridView:
    months = tuple(_month(first, language) for first in filled.months)
    last, one = label("last month’s forecast", language), label("version", language)
    return GridView(
        version=version,
        months=months,
        from_=f"{one} {version}" if version else last,
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


def _month(first: date, language: str) -> str:
    return format_date(first, "MMM yyyy", locale=language)
