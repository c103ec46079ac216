"""What a region sent, as a version ready to be kept: lines with their cells, and findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from planning.checks.check import Checked
from planning.checks.correction import CellChange
from planning.checks.finding import Finding
from planning.consolidation import AcceptedLine
from planning.sheets.left_out import LeftOut
from planning.sheets.lines import SubmittedLine
from planning.sheets.mapping import Mapping
from store.submitted import Line, NewFinding

MAPPINGS, LEFT_OUT = "mappings", "left_out"
_MAPPINGS = TypeAdapter(tuple[Mapping, ...])
_LEFT_OUT = TypeAdapter(tuple[LeftOut, ...])
_CHANGES = TypeAdapter(tuple[CellChange, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A version ready to be kept."""

    file_name: str
    content: bytes
    lines: tuple[Line, ...]
    findings: tuple[NewFinding, ...]
    understood: dict[str, Any]


def from_checked(name: str, content: bytes, checked: Checked) -> Sent:
    return Sent(
        file_name=name,
        content=content,
        lines=tuple(map(_line, checked.lines)),
        findings=tuple(map(_finding, checked.findings)),
        understood={
            MAPPINGS: _MAPPINGS.dump_python(checked.mappings, mode="json"),
            LEFT_OUT: _LEFT_OUT.dump_python(checked.left_out, mode="json"),
        },
    )


def mappings_of(understood: dict[str, Any] | None) -> tuple[Mapping, ...]:
    """How the sheets of a version were read; none where it came in words."""
    return _MAPPINGS.validate_python((understood or {}).get(MAPPINGS, ()))


def left_out_of(understood: dict[str, Any] | None) -> tuple[LeftOut, ...]:
    return _LEFT_OUT.validate_python((understood or {}).get(LEFT_OUT, ()))


def from_words(text: str, lines: Iterable[AcceptedLine], reading: dict[str, Any]) -> Sent:
    return Sent(
        file_name="the reply itself",
        content=text.encode(),
        lines=tuple(map(_line, lines)),
        findings=(),
        understood={"reading": reading},
    )


def _line(line: SubmittedLine | AcceptedLine) -> Line:
    """What was said in words stands in no cell: row and column 0."""
    cell = line.source
    return Line(
        region=line.region,
        sku=line.sku,
        tier=line.tier,
        month=line.month,
        units=line.units,
        sheet=cell.sheet if cell else "",
        cell_row=cell.row if cell else 0,
        cell_column=cell.column if cell else 0,
    )


def _finding(found: Finding) -> NewFinding:
    cell = found.source
    return NewFinding(
        rule=found.rule,
        severity=found.severity.value,
        sheet=cell.sheet if cell else None,
        cell_row=cell.row if cell else None,
        cell_column=cell.column if cell else None,
        observed=found.observed,
        expected=found.expected,
        message=found.message,
        kind=found.kind,
        fix=found.fix,
        impact_units=found.impact_units,
        impact_eur=found.impact_eur,
        correction=_CHANGES.dump_python(found.correction, mode="json") or None,
    )
