"""Bytes of a file to what the checks say about it: one call, made to run apart."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planning.checks.check import Checked, check_alone, check_submission, checked
from planning.checks.circumstances import Circumstances
from planning.checks.corrected import corrected
from planning.checks.correction import CellChange
from planning.checks.expected import Expected, expected_months
from planning.checks.patterns import repeats_file
from planning.columns.check import check_long
from planning.columns.long_table import LARGE_BYTES, long_table
from planning.columns.taken_apart import Long, long_of
from planning.company import Company
from planning.directory import read_company
from planning.sheets import limits
from planning.sheets.confirmed import Confirmed
from planning.sheets.left_out import left_out
from planning.sheets.mapping import ReadSheet
from planning.sheets.picked import PickedHeading, picked
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.refusals import FileRefused, FileTooLarge, TooManyCells
from planning.sheets.vocabulary import NOTHING_KNOWN, vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people said about a file beyond what stands in it."""

    changes: tuple[CellChange, ...] = ()
    """Cells that its owner let be corrected."""
    confirmed: tuple[Confirmed, ...] = ()
    """How sheets of some shapes are to be read, the latest word first."""
    headings: tuple[PickedHeading, ...] = ()
    """Rows named as headings, whose columns are then proposed."""


NOTHING_SAID = Said()


class RegionUnclear(FileRefused):
    """The file doesn't say which region it is for, and it wasn't said beside it."""


def read_and_check(
    name: str,
    content: bytes,
    company_files: dict[str, str],
    region: str,
    last_sha256: str = "",
    came: Circumstances | None = None,
    said: Said = NOTHING_SAID,
) -> Checked:
    """Check one region's file against its company.

    Without a region, each one the file names is checked. `last_sha256` is the digest of what the
    region sent last cycle, `came` how this file came, if known; `said` what people said about
    its cells and columns. Raises a `FileRefused` whose text the sender understands.
    """
    company = read_company(company_files)
    known = vocabulary(company, region=region)
    grids = corrected(read_grids(name, content), said.changes)
    confirmed = (*picked(grids, known, said.headings), *said.confirmed)
    sheets = read_sheets(grids, known, confirmed)
    found = check_regions(sheets, company, region, came)
    found = replace(found, left_out=left_out(grids, sheets))
    if last_sha256 and hashlib.sha256(content).hexdigest() == last_sha256:
        again = repeats_file(found.lines)
        others = [one for one in found.findings if one.rule != again.rule]
        return replace(checked([*others, again], found.lines, sheets), left_out=found.left_out)
    return found


def long_file(name: str, content: bytes) -> Long | None:
    """A long text file taken apart by column; None where it has to be read cell by cell.

    Raises `TooManyCells` and `FileTooLarge`, as any reading does.
    """
    if len(content) > limits.LONG_FILE_BYTES:
        raise FileTooLarge(f"{len(content) / 1e6:,.1f} MB")
    table = long_table(name, content)
    if table is None:
        return None
    if table.cells.height > limits.LONG_ROWS:
        raise TooManyCells(f"{table.cells.height:,} rows")
    return long_of(table)


def read_alone(name: str, content: bytes) -> Checked:
    """Check a file by itself, with no company to compare it with."""
    if len(content) > LARGE_BYTES and (long := long_file(name, content)) is not None:
        return check_long(long)
    return check_alone(read_sheets(read_grids(name, content), NOTHING_KNOWN))


def check_regions(
    sheets: tuple[ReadSheet, ...],
    company: Company,
    region: str,
    came: Circumstances | None = None,
) -> Checked:
    codes = [place.code for place in company.regions]
    if region and region not in codes:
        raise RegionUnclear(f"there is no “{region}”; regions are {', '.join(codes)}")
    if not any(sheet.lines for sheet in sheets):
        return check_alone(sheets)
    named = {line.region for sheet in sheets for line in sheet.lines}
    regions = [region] if region else [code for code in codes if code in named]
    if not regions:
        raise RegionUnclear(f"regions are {', '.join(codes)}")
    months = expected_months(company)
    parts = [
        check_submission(part, Expected(company=company, region=code, months=months), came)
        for code, part in zip(regions, _by_region(sheets, regions), strict=True)
    ]
    findings = [finding for part in parts for finding in part.findings]
    return checked(findings, tuple(line for part in parts for line in part.lines), sheets)


def _by_region(
    sheets: tuple[ReadSheet, ...], regions: list[str]
) -> Iterator[tuple[ReadSheet, ...]]:
    """The sheets once per region. The first also has what belongs to none."""
    if len(regions) == 1:
        yield sheets
        return
    for at, region in enumerate(regions):
        elsewhere = set(regions) - {region} if at == 0 else None
        yield tuple(
            replace(
                sheet,
                lines=tuple(
                    line
                    for line in sheet.lines
                    if (
                        line.region == region if elsewhere is None else line.region not in elsewhere
                    )
                ),
                problems=sheet.problems if at == 0 else (),
                totals=sheet.totals if at == 0 else (),
            )
            for sheet in sheets
        )
