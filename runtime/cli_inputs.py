"""`sopwith inputs check FILE…`: what is wrong in planning files, by sheet, row and column."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from agents.input_checker import summary, worth_of
from planning.checks.check import Checked
from planning.checks.finding import Finding, Severity
from planning.checks.groups import FindingGroup, group_findings
from planning.checks.reading import read_alone, read_and_check
from planning.directory import write_company
from planning.directory_problems import CompanyDirectoryUnusable
from planning.sheets import limits as sheet_limits
from planning.sheets.grid import column_letters
from planning.sheets.refusals import FileRefused, FileTooLarge
from runtime.apart import READING, WorkFailed, run_apart
from runtime.company_files import load_company

inputs_app = typer.Typer(help="Read and check planning files.")
STYLES = {Severity.BLOCKING: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
ROWS_SHOWN = 20
PAPER_WIDTH = 200
"""Columns where the output isn't a terminal."""

Check = Callable[[str, bytes], Checked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One file: what was found in it, or why it wasn't read."""

    file: Path
    checked: Checked | None
    refused: str = ""


def register(app: typer.Typer) -> None:
    """Put the group `inputs` on the command line."""
    app.add_typer(inputs_app, name="inputs")


@inputs_app.callback()
def inputs() -> None:
    """Read and check planning files."""


@inputs_app.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(help=".xlsx, .xlsb, .ods, .csv, .tsv or .txt.")],
    against: Annotated[
        Path | None, typer.Option(help="A company directory: what was asked for, and history.")
    ] = None,
    region: Annotated[
        str, typer.Option(help="Whose files they are, where they don't say it themselves.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, a file each.")] = False,
) -> None:
    """Check planning files. Exits 0 when nothing blocks, 1 when something does, 2 on bad input.

    Without --against only what a file says about itself is checked.
    """
    checking = _checking(against, region)
    console = Console()
    if not console.is_terminal:
        console = Console(width=PAPER_WIDTH)
    shown = track(files, "Checking", transient=True, disable=as_json or not console.is_terminal)
    told = [_tell(file, checking) for file in shown]
    if as_json:
        print(json.dumps([_plain(one) for one in told], ensure_ascii=False, indent=2))
    else:
        for one in told:
            _show(one, console)
    for one in told:
        if one.refused:
            typer.echo(f"{one.file}: {one.refused}", err=True)
    raise typer.Exit(_exit_code(told))


def _checking(against: Path | None, region: str) -> Check:
    """How a file is read apart. A company that can't be read ends everything before it starts."""
    if against is None:
        return lambda name, content: run_apart(read_alone, name, content, limits=READING)
    try:
        company = load_company(against)
    except CompanyDirectoryUnusable as problem:
        typer.echo(f"{against}: {problem}", err=True)
        raise typer.Exit(2) from problem
    codes = [place.code for place in company.regions]
    if region and region not in codes:
        typer.echo(f"There is no region “{region}”; there are {', '.join(codes)}.", err=True)
        raise typer.Exit(2)
    texts = write_company(company)
    return lambda name, content: run_apart(
        read_and_check, name, content, texts, region, limits=READING
    )


def _tell(file: Path, checking: Check) -> Told:
    """Whatever is wrong with one file, the others are still checked."""
    try:
        if file.stat().st_size > sheet_limits.FILE_BYTES:
            raise FileTooLarge
        return Told(file=file, checked=checking(file.name, file.read_bytes()))
    except OSError as error:
        return Told(file=file, checked=None, refused=error.strerror or str(error))
    except (FileRefused, WorkFailed) as refused:
        return Told(file=file, checked=None, refused=str(refused))


def _exit_code(told: list[Told]) -> int:
    if any(one.refused for one in told):
        return 2
    return 1 if any(one.checked and one.checked.blocking for one in told) else 0


def _plain(one: Told) -> dict[str, Any]:
    findings = one.checked.findings if one.checked else ()
    return {
        "file": str(one.file),
        "refused": one.refused or None,
        "numbers": len(one.checked.lines) if one.checked else 0,
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
        "impact_units": finding.impact_units,
        "impact_eur": str(finding.impact_eur),
    }


def _show(one: Told, console: Console) -> None:
    if one.checked is None:
        return
    console.print(f"{one.file}: {summary(one.checked)}", markup=False, highlight=False)
    for group in group_findings(one.checked.findings):
        worth = worth_of(group.impact_units, group.impact_eur)
        title = f"{group.severity.value} {group.rule}, {group.title}"
        said = f"\n{title} ({worth})" if worth else f"\n{title}"
        console.print(said, style=STYLES[group.severity], markup=False, highlight=False)
        console.print(group.fix, markup=False, highlight=False)
        console.print(_table(group))
    console.print()


def _table(group: FindingGroup) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("Sheet", "Row", "Column", "Found", "Expected", "What"):
        table.add_column(title, overflow="fold", justify="right" if title == "Row" else "left")
    for finding in group.findings[:ROWS_SHOWN]:
        at = finding.source
        place = (at.sheet, str(at.row), column_letters(at.column)) if at else ("", "", "")
        cells = (*place, finding.observed, finding.expected, finding.message)
        table.add_row(*map(_literal, cells))
    more = len(group.findings) - ROWS_SHOWN
    if more > 0:
        table.add_row("", "", "", "", "", f"and {more:,} more; --json lists all")
    return table


def _literal(text: str) -> Text:
    """A cell's own brackets aren't markup, and its control characters don't reach a terminal."""
    return Text("".join(character for character in text if character.isprintable()))
