"""`sopwith plan COMPANY_DIR`: what is short, and what each way out would cost."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from planning.company import Company
from planning.directory_problems import (
    CompanyDirectoryUnusable,
    FilesUnusable,
    Problem,
    ScenariosUnusable,
)
from runtime.company_files import load_company

if TYPE_CHECKING:
    from planning.scenario import Scenario
    from runtime.planning_run import Planned

PAPER_WIDTH = 160
"""Columns where the output isn't a terminal."""


def register(app: typer.Typer) -> None:
    """Put `plan` on the command line."""
    app.command("plan")(plan)


def plan(
    directory: Annotated[Path, typer.Argument(metavar="COMPANY_DIR", help="A company directory.")],
    scenarios: Annotated[
        Path | None, typer.Option(help="A TOML file of scenarios, instead of the standard ones.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(help="A number's key: where it comes from, option by option.")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=0.001, help="The most the solver takes for each option.")
    ] = None,
    last_plan: Annotated[
        Path | None, typer.Option(help="The JSON of the run before, to be compared with.")
    ] = None,
    last_option: Annotated[
        str | None, typer.Option(help="The key of the option that was locked then.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Plan a company from its files. Exits 0 when done, 2 on bad input.

    Consolidates the forecast, finds what is short and why, solves the scenarios, and prints every
    option with its numbers and the last day it can be chosen.
    """
    from planning.explaining import NotExplained  # noqa: PLC0415
    from planning.supply.solve import NoPlan  # noqa: PLC0415
    from runtime.last_plan import read_last_plan  # noqa: PLC0415
    from runtime.planned_explained import explained_options, in_lines  # noqa: PLC0415
    from runtime.planning_run import run_planning  # noqa: PLC0415 the solver takes a second

    try:
        company = _load(directory)
        chosen = None if scenarios is None else _read_scenarios(scenarios, company)
        before = () if last_plan is None else read_last_plan(last_plan, last_option)
        planned = run_planning(company, chosen, follow=_followed, seconds=seconds, last_plan=before)
        explained = None if explain is None else explained_options(planned, explain)
    except (FilesUnusable, NotExplained, NoPlan) as unusable:
        typer.echo(str(unusable), err=True)
        raise typer.Exit(2) from unusable
    if explained is not None:
        typer.echo(json.dumps(explained, indent=2) if as_json else in_lines(explained))
    else:
        _tell(planned, as_json=as_json)


def _followed(chosen: Sequence["Scenario"]) -> Iterable["Scenario"]:
    """The scenarios one by one, with a bar where somebody watches."""
    watched = Console(stderr=True)
    silent = not watched.is_terminal
    return track(chosen, "Solving", console=watched, transient=True, disable=silent)


def _tell(planned: "Planned", *, as_json: bool) -> None:
    from runtime.planned_plain import plain_run  # noqa: PLC0415
    from runtime.planned_shown import show  # noqa: PLC0415

    if as_json:
        print(json.dumps(plain_run(planned), ensure_ascii=False, indent=2))
        return
    console = Console()
    show(planned, console if console.is_terminal else Console(width=PAPER_WIDTH))


def _load(directory: Path) -> Company:
    if not directory.is_dir():
        wrong = "there is no such directory; name one that holds a company.toml"
        problem = Problem(file=str(directory), row=None, column=None, read="", wrong=wrong)
        raise CompanyDirectoryUnusable((problem,))
    return load_company(directory)


def _read_scenarios(path: Path, company: Company) -> tuple["Scenario", ...]:
    from planning.scenario_file import read_scenarios  # noqa: PLC0415

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        wrong = "the file can't be read as UTF-8 text; check its name and save it as UTF-8"
        problem = Problem(file=path.name, row=None, column=None, read=str(error), wrong=wrong)
        raise ScenariosUnusable((problem,)) from error
    return read_scenarios(text, file=path.name, company=company)
