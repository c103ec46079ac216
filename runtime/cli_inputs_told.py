"""What `sopwith inputs check` says about one file: JSON for programs, a table for people."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agents.input_checker import as_written, proposal, summary, worth_of
from planning.checks.check import Checked
from planning.checks.corrected import proposed
from planning.checks.correction import CellChange
from planning.checks.finding import Finding, Severity
from planning.checks.groups import FindingGroup, group_findings
from planning.sheets.grid import column_letters

STYLES = {Severity.BLOCKING: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One file: what was found in it, or why it wasn't read."""

    file: Path
    checked: Checked | None
    refused: str = ""


def plain(one: Told) -> dict[str, Any]:
    findings = one.checked.findings if one.checked else ()
    return {
        "file": str(one.file),
        "refused": one.refused or None,
        "numbers": one.checked.numbers if one.checked else 0,
        "units_by_month": {
            f"{total.month:%Y-%m}": total.units
            for total in (one.checked.by_month if one.checked else ())
        },
        "more": one.checked.more if one.checked else 0,
        "groups": [_plain_group(group) for group in group_findings(findings)],
        "findings": [_plain_finding(finding) for finding in findings],
    }


def _plain_finding(finding: Finding) -> dict[str, Any]:
    at = finding.source
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": at.file if at else None,
        "sheet": at.sheet if at else None,
        "row": at.row if at else None,
        "column": column_letters(at.column) if at else None,
        "observed": finding.observed,
        "expected": finding.expected,
        "message": finding.message,
        "impact": impact(finding.impact_units, finding.impact_eur),
        "plan": _plain_stake(finding),
        "proposal": [_plain_change(change) for change in finding.correction],
    }


def _plain_stake(finding: Finding) -> dict[str, Any] | None:
    stake = finding.stake
    if stake is None:
        return None
    return {
        "margin_eur": float(stake.margin_eur),
        "short_of": list(stake.short_of),
        "short_units": stake.short_units,
        "short_eur": float(stake.short_eur),
    }


def _plain_change(change: CellChange) -> dict[str, Any]:
    at = change.source
    return {
        "file": at.file,
        "sheet": at.sheet,
        "row": at.row,
        "column": column_letters(at.column),
        "from": change.before,
        "to": change.after or None,
        "why": change.why,
    }


def _plain_group(group: FindingGroup) -> dict[str, Any]:
    return {
        "rule": group.rule,
        "severity": group.severity.value,
        "title": group.title,
        "fix": group.fix,
        "findings": len(group.findings),
        "cells": len(proposed(group.findings)),
        "impact": impact(group.impact_units, group.impact_eur),
    }


def impact(units: int | None, eur: Decimal | None) -> dict[str, float | None]:
    """Numbers by their unit; null where one can't be known.

    >>> impact(5, Decimal("21.00")), impact(5, None)
    ({'units': 5, 'eur': 21.0}, {'units': 5, 'eur': None})
    """
    return {"units": units, "eur": None if eur is None else round(float(eur), 2)}


def show(one: Told, console: Console, tell: Callable[[str], str] = as_written) -> None:
    """`tell` says each sentence of a finding in the reader's language."""
    if one.checked is None:
        return
    console.print(f"{one.file}: {summary(one.checked)}", markup=False, highlight=False)
    for group in group_findings(one.checked.findings):
        worth = worth_of(group.impact_units, group.impact_eur)
        title = f"{group.severity.value} {group.rule}, {tell(group.title)}"
        said = f"\n{title} ({worth})" if worth else f"\n{title}"
        console.print(said, style=STYLES[group.severity], markup=False, highlight=False)
        would = " ".join(filter(None, (tell(group.fix), tell(proposal(group)))))
        console.print(would, markup=False, highlight=False)
        console.print(_table(group, tell))
    console.print()


def _table(group: FindingGroup, tell: Callable[[str], str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("Sheet", "Row", "Column", "Found", "Expected", "What"):
        table.add_column(title, overflow="fold", justify="right" if title == "Row" else "left")
    for finding in group.findings[:ROWS_SHOWN]:
        at = finding.source
        place = (at.sheet, str(at.row), column_letters(at.column)) if at else ("", "", "")
        cells = (*place, finding.observed, tell(finding.expected), tell(finding.message))
        table.add_row(*map(_literal, cells))
    more = len(group.findings) - ROWS_SHOWN
    if more > 0:
        table.add_row("", "", "", "", "", f"and {more:,} more; --json lists all")
    return table


def _literal(text: str) -> Text:
    """A cell's own brackets aren't markup, and its control characters don't reach a terminal."""
    return Text("".join(character for character in text if character.isprintable()))
