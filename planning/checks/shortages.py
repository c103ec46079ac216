"""What the last agreed plan is short of, as findings are held against it."""

from dataclasses import dataclass
from decimal import Decimal

from planning.checks.facts import Key
from planning.constraints import Constraint, find_constraints
from planning.directory import read_company


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """What the last agreed plan is short of."""

    name: str
    skus: tuple[str, ...]
    first_month: tuple[int, int]
    last_month: tuple[int, int]
    units: int
    margin_eur: Decimal

    def touches(self, key: Key) -> bool:
        month = (key[2].year, key[2].month)
        return key[0] in self.skus and self.first_month <= month <= self.last_month


def shortages(files: dict[str, str]) -> tuple[Shortage, ...]:
    """The last agreed forecast, planned; made to run apart. Nothing where nothing is agreed."""
    company = read_company(files)
    return tuple(map(_shortage, find_constraints(company))) if company.forecast else ()


def _shortage(found: Constraint) -> Shortage:
    return Shortage(
        name=found.name,
        skus=found.skus,
        first_month=(found.first_short.year, found.first_short.month),
        last_month=(found.last_short.year, found.last_short.month),
        units=found.lost_units,
        margin_eur=found.at_risk_eur,
    )
