"""R04: a number written with the other decimal mark; text read in the wrong encoding."""

import re
from collections.abc import Iterator

from planning.checks.correction import CellChange
from planning.checks.finding import Finding, Severity
from planning.sheets.lines import Problem
from planning.sheets.mapping import ReadSheet
from planning.sheets.numerals import SPACES, DecimalMark, parse_number, readable

GARBLED = re.compile(r"Ã[\x80-\xbf©¼¶¤¥¸±³¡­]|â€|\ufffd")
"""UTF-8 read as Windows-1252, or bytes that no encoding explains."""


def other_mark(sheet: ReadSheet, problem: Problem) -> CellChange | None:
    """What a number that can't be read would be with the other decimal mark, if it can only be."""
    if sheet.mapping is None or problem.rule != "R02" or problem.expected != "a number":
        return None
    comma = sheet.mapping.decimal_mark is DecimalMark.COMMA
    mark = DecimalMark.POINT if comma else DecimalMark.COMMA
    number = parse_number(problem.observed, mark)
    if number is None or not readable(problem.observed.translate(SPACES).strip(), mark):
        return None
    return CellChange(
        source=problem.source,
        before=problem.observed,
        after=f"{number:f}",
        why=f"“{mark.value}” as the decimal mark, unlike the rest of the sheet",
    )


def garbled(sheets: tuple[ReadSheet, ...]) -> Iterator[Finding]:
    """Once a sheet, at the first text that was saved in one encoding and read in another."""
    for sheet in sheets:
        titles = [column.title for column in sheet.mapping.columns] if sheet.mapping else []
        texts = ((one, text) for one in sheet.lines for text in (one.sku, one.tier, one.region))
        found = next(((one, text) for one, text in texts if GARBLED.search(text)), None)
        title = next((text for text in titles if GARBLED.search(text)), None)
        if found is None and title is None:
            continue
        text = found[1] if found else title or ""
        yield Finding(
            rule="R04",
            severity=Severity.WARNING,
            source=found[0].source if found else None,
            observed=text[:60],
            expected="readable text",
            message=f"“{text[:60]}” was saved in one encoding and read in another.",
            impact_units=None,
            impact_eur=None,
            kind="garbled text",
            fix="Save the file as UTF-8 and send it again.",
        )
