"""A company directory looked at as an input itself: what a plan made from it would rest on."""

from planning.checks.changed_data import changed_data
from planning.checks.check import Checked, checked
from planning.checks.places import Places
from planning.checks.supply_data import supply_findings
from planning.directory import read_company


def check_company(files: dict[str, str], earlier: dict[str, str] | None) -> Checked:
    """Its supply data, and what moved since an earlier directory, where one is given."""
    company, places = read_company(files), Places(files)
    findings = list(supply_findings(company, places))
    if earlier is not None:
        findings += changed_data(company, read_company(earlier), places)
    return checked(findings, (), ())
