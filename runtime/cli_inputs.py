"""`sopwith inputs check FILE…`: what is wrong in planning files, by sheet, row and column."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import track

from graphs.tools import WorkFailed
from mail.finding_words import teller
from planning.checks.check import Checked, rank
from planning.checks.company_data import check_company
from planning.checks.files_together import compared
from planning.checks.materiality import weighed
from planning.checks.reading import read_alone, read_and_check
from planning.checks.shortages import shortages
from planning.company import Company
from planning.directory import write_company
from planning.directory_problems import CompanyDirectoryUnusable
from planning.sheets import limits as sheet_limits
from planning.sheets.refusals import FileRefused, FileTooLarge
from runtime.apart import HEAVY, READING, run_apart
from runtime.cli_inputs_told import Told, plain, show
from runtime.company_files import load_company, read_files

inputs_app = typer.Typer(help="Read and check planning files.")
PAPER_WIDTH = 200
"""Columns where the output isn't a terminal."""

Check = Callable[[str, bytes], Checked]
Language = Literal["en", "de", "es", "fr"]


def register(app: typer.Typer) -> None:
    """Put the group `inputs` on the command line."""
    app.add_typer(inputs_app, name="inputs")


@inputs_app.callback()
def inputs() -> None:
    """Read and check planning files."""


@inputs_app.command("check")
def check(
    files: Annotated[
        list[Path],
        typer.Argument(help="Planning files, or a company directory."),
    ],
    against: Annotated[
        Path | None, typer.Option(help="A company directory: what was asked for, and history.")
    ] = None,
    region: Annotated[
        str, typer.Option(help="Whose files they are, where they don't say it themselves.")
    ] = "",
    plan: Annotated[
        bool, typer.Option(help="Plan what was agreed; rank by margin and the shortages touched.")
    ] = False,
    language: Annotated[
        Language, typer.Option(help="In which the table says what was found; JSON is English.")
    ] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, a file each.")] = False,
) -> None:
    """Check planning files. Exits 0 when nothing blocks, 1 when something does, 2 on bad input.

    Without --against only what a file says about itself is checked.
    """
    company = _company(against, region)
    checking = _checking(company, region)
    console = Console()
    if not console.is_terminal:
        console = Console(width=PAPER_WIDTH)
    shown = track(files, "Checking", transient=True, disable=as_json or not console.is_terminal)
    earlier = read_files(against) if against is not None else None
    told = [
        _tell_company(file, earlier) if file.is_dir() else _tell(file, checking) for file in shown
    ]
    if company is not None:
        told = _told_together(told, company, plan=plan)
    if as_json:
        print(json.dumps([plain(one) for one in told], ensure_ascii=False, indent=2))
    else:
        for one in told:
            show(one, console, teller(language))
    for one in told:
        if one.refused:
            typer.echo(f"{one.file}: {one.refused}", err=True)
    raise typer.Exit(_exit_code(told))


def _company(against: Path | None, region: str) -> Company | None:
    """A company that can't be read ends everything before it starts."""
    if against is None:
        return None
    try:
        company = load_company(against)
    except CompanyDirectoryUnusable as problem:
        typer.echo(f"{against}: {problem}", err=True)
        raise typer.Exit(2) from problem
    codes = [place.code for place in company.regions]
    if region and region not in codes:
        typer.echo(f"There is no region “{region}”; there are {', '.join(codes)}.", err=True)
        raise typer.Exit(2)
    return company


def _checking(company: Company | None, region: str) -> Check:
    """How a file is read apart."""
    if company is None:
        return lambda name, content: run_apart(read_alone, name, content, limits=READING)
    texts = write_company(company)
    return lambda name, content: run_apart(
        read_and_check, name, content, texts, region, limits=READING
    )


def _told_together(told: list[Told], company: Company, *, plan: bool) -> list[Told]:
    """With what one file says against another, and what all of it could move in the plan."""
    read = [(one.file.name, one.checked) for one in told if one.checked is not None]
    found: Iterator[Checked] = iter(compared(read, company))
    if plan:
        short = run_apart(shortages, write_company(company), limits=HEAVY)
        found = (
            replace(one, findings=tuple(sorted(weighed(one.findings, company, short), key=rank)))
            for one in found
        )
    return [one if one.checked is None else replace(one, checked=next(found)) for one in told]


def _tell_company(directory: Path, earlier: dict[str, str] | None) -> Told:
    """A directory's own data; what moved since the one it is checked against, if it is another."""
    try:
        files = read_files(directory)
        checked = run_apart(check_company, files, earlier, limits=READING)
    except (CompanyDirectoryUnusable, WorkFailed) as refused:
        return Told(file=directory, checked=None, refused=str(refused))
    return Told(file=directory, checked=checked)


def _tell(file: Path, checking: Check) -> Told:
    """Whatever is wrong with one file, the others are still checked."""
    try:
        if file.stat().st_size > sheet_limits.LONG_FILE_BYTES:
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
