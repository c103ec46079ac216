"""A forecast changed in words: “as last month, but Oat Bars +10 % in December”."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planning.calendar_weeks import largest_remainder
from planning.company import Company
from planning.consolidation import AcceptedLine

Key = tuple[str, str, date]


class ChangeUnclear(Exception):
    """This change can't be applied to the forecast."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        message = " ".join((type(self).__doc__ or "").split())
        return f"{message} ({self.detail})" if self.detail else message


class ScopeUnknown(ChangeUnclear):
    """The change names a product or family the region has no forecast for."""


class MonthNotPlanned(ChangeUnclear):
    """The change names a month the forecast doesn't have."""


class KindUnknown(ChangeUnclear):
    """A change is a percentage, a difference or an absolute number."""


class BelowZero(ChangeUnclear):
    """The change would leave less than nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSaid:
    """One change to a region's month, for all its tiers together.

    `kind` is `percent`, `delta` (units more or less) or `absolute` (units in the month);
    `scope_kind` is `sku`, `family` or `all`.
    """

    scope_kind: str
    scope: str
    month: date
    kind: str
    amount: Decimal


def apply_changes(
    company: Company, region: str, changes: Iterable[ChangeSaid]
) -> tuple[AcceptedLine, ...]:
    """Last cycle's forecast of the region with the changes applied, one after the other.

    A scope's new total is rounded half up and shared out as its numbers stood (largest
    remainder), so that the total is exactly what was said.
    """
    units = {
        (line.sku, line.tier, line.month): line.units
        for line in company.forecast
        if line.region == region
    }
    for change in changes:
        keys = _scope(company, units, change)
        before = [units[key] for key in keys]
        after = largest_remainder(_new_total(sum(before), change), before)
        units |= dict(zip(keys, after, strict=True))
    return tuple(
        AcceptedLine(region=region, sku=sku, tier=tier, month=month, units=n)
        for (sku, tier, month), n in units.items()
    )


def _scope(company: Company, units: dict[Key, int], change: ChangeSaid) -> list[Key]:
    skus = {
        item.sku
        for item in company.items
        if change.scope_kind == "all"
        or (change.scope_kind == "family" and item.family == change.scope)
        or (change.scope_kind == "sku" and item.sku == change.scope)
    }
    of_scope = [key for key in units if key[0] in skus]
    if not of_scope:
        raise ScopeUnknown(change.scope)
    keys = [key for key in of_scope if key[2] == change.month]
    if not keys:
        raise MonthNotPlanned(f"{change.month:%b %Y}")
    return keys


def _new_total(total: int, change: ChangeSaid) -> int:
    match change.kind:
        case "percent":
            new = total * (100 + change.amount) / 100
        case "delta":
            new = total + change.amount
        case "absolute":
            new = change.amount
        case _:
            raise KindUnknown(change.kind)
    if new < 0:
        raise BelowZero(f"{change.scope}, {change.month:%b %Y}: {new:,.0f} units")
    return int(new.to_integral_value(ROUND_HALF_UP))
