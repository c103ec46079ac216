"""A company directory looked at as an input itself: what a plan made from it would rest on."""

from planning.checks.changed_data import changed_data
from planning.checks.check import Checked, checked
from planning.checks.finding import Finding, Severity
from planning.checks.places import Places, Spot
from planning.checks.supply_data import supply_findings
from planning.directory import read_company
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from planning.directory_rules import HEADER_ROWS

KINDS = {"R70": "stock below zero", "R73": "a recipe that goes round in a circle"}


def check_company(files: dict[str, str], earlier: dict[str, str] | None) -> Checked:
    """Its supply data, and what moved since an earlier directory, where one is given.

    A directory that can't be planned with only for what rules look for has those findings. Raises
    `CompanyDirectoryUnusable` where anything else is wrong in it.
    """
    places = Places(files)
    try:
        company = read_company(files)
    except CompanyDirectoryUnusable as unusable:
        if not all(problem.rule for problem in unusable.problems):
            raise
        return checked([_blocking(one, places) for one in unusable.problems], (), ())
    findings = list(supply_findings(company, places))
    if earlier is not None:
        findings += changed_data(company, read_company(earlier), places)
    return checked(findings, (), ())


def _blocking(problem: Problem, places: Places) -> Finding:
    """What its cell says, and what to do, as reading the directory puts it."""
    table, row, column = problem.file.removesuffix(".csv"), problem.row or 0, problem.column or ""
    does = problem.wrong[:1].upper() + problem.wrong[1:]
    return places.finding(
        Spot(table, row - HEADER_ROWS, column),
        rule=problem.rule,
        severity=Severity.BLOCKING,
        observed=problem.read,
        expected="0 or more" if problem.rule == "R70" else "nothing made of itself, on any level",
        message=f"{problem.file}, row {problem.row}: {does}.",
        impact_units=None,
        impact_eur=None,
        kind=KINDS[problem.rule],
        fix=f"{does}.",
    )
