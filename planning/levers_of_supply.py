"""Levers on where supply comes from, and on who goes without when there isn't enough."""

from dataclasses import dataclass, replace

from planning.company import Company
from planning.notice import INTERNAL_WEEKS, Reversibility
from planning.rules import Allocation, Case


def with_others(company: Company) -> set[str]:
    """Components that have another supplier or an alternate."""
    sourced = {one.component for one in company.sources}
    return sourced | {one.component for one in company.alternates}


@dataclass(frozen=True, slots=True, kw_only=True)
class UseOtherSuppliers:
    """Order components from their other suppliers, too, and let alternates go in for them."""

    components: tuple[str, ...]

    def apply(self, case: Case) -> Case:
        rules = replace(case.rules, sourced=self.components, swapped=self.components)
        return replace(case, rules=rules)

    def weeks_ahead(self, company: Company) -> int:
        """The quickest of the suppliers, and a week to place the order and take it in."""
        leads = [one.lead_time_weeks for one in company.sources if one.component in self.components]
        return min(leads, default=0) + INTERNAL_WEEKS

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        others = with_others(company)
        without = [code for code in self.components if code not in others]
        if without:
            return f"{without[0]} has no other supplier and no alternate"
        return None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.PARTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class UseOtherLines:
    """Move demand to other lines and plants: they may make what they don't make as a rule."""

    resources: tuple[str, ...]

    def apply(self, case: Case) -> Case:
        return replace(case, rules=replace(case.rules, routed=self.resources))

    def weeks_ahead(self, _company: Company) -> int:
        return INTERNAL_WEEKS

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        able = {one.resource for one in company.routings}
        without = [code for code in self.resources if code not in able]
        return f"{without[0]} makes nothing but its own items" if without else None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFairly:
    """Where a week falls short, every item and tier gets the same share of what it asks for."""

    def apply(self, case: Case) -> Case:
        return replace(case, rules=replace(case.rules, allocation=Allocation.FAIR_SHARE))

    def weeks_ahead(self, _company: Company) -> int:
        return INTERNAL_WEEKS

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        return None if len(company.tiers) > 1 else "there is one tier; nothing is to be shared"

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.FREE
