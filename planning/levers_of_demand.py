"""Levers on what is asked, and where: a higher price, and a region served from another plant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.company_network import Lane, Routing
from planning.demand import DemandRow, agreed_demand
from planning.elasticity import elasticity_of
from planning.notice import INTERNAL_WEEKS, Reversibility
from planning.periods import periods_of
from planning.rules import Case, MovedDemand, Repriced

ALL_PCT = 100


def first_period(company: Company, week: int) -> int | None:
    """The first planning period that begins no earlier than a week; None after the plan's end."""
    periods = periods_of(company)
    return next((at for at, one in enumerate(periods) if one.first >= week), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePrice:
    """Ask more for some items from a week on; so much less of them is asked for.

    D' = D * (1 + e * r / 100) from that week on, rounded, with the raise r in percent and the
    elasticity e that `elasticities.csv` states, of every item and tier by itself.
    """

    skus: tuple[str, ...]
    raise_pct: Decimal
    week: int
    """Counted from the plan's start; the new price holds from the period that begins then."""

    def apply(self, case: Case) -> Case:
        company = case.company
        start = first_period(company, self.week)
        if start is None:
            return case
        repriced = tuple(
            Repriced(sku=sku, period=start, raise_pct=self.raise_pct) for sku in self.skus
        )
        return replace(
            case,
            demand=tuple(self._lowered(company, row, start) for row in case.demand),
            rules=replace(case.rules, repriced=(*case.rules.repriced, *repriced)),
        )

    def _lowered(self, company: Company, row: DemandRow, start: int) -> DemandRow:
        stated = elasticity_of(company, row.sku, row.tier)
        if row.sku not in self.skus or stated is None:
            return row
        lost = Fraction(stated.elasticity) * Fraction(self.raise_pct) / ALL_PCT
        share = max(1 + lost, Fraction(0))
        later = tuple(round(share * units) for units in row.units[start:])
        return replace(row, units=(*row.units[:start], *later))

    def weeks_ahead(self, company: Company) -> int:
        """The longest notice that any of them needs."""
        return max(
            (one.notice_weeks for one in company.elasticities if one.sku in self.skus), default=0
        )

    def needed_by(self, company: Company) -> date:
        return company.plan_start + WEEK * self.week

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        if not self.skus or not self.raise_pct:
            return "name the items, and by how much"
        for sku in self.skus:
            stated = [elasticity_of(company, sku, tier.code) for tier in company.tiers]
            known = [one for one in stated if one is not None]
            if len(known) < len(stated):
                return f"elasticities.csv doesn't say how demand for {sku} answers to its price"
            most = min(one.most_pct for one in known)
            if self.raise_pct > most:
                return f"what is known of {sku} reaches up to {most:f} %, no further"
        if first_period(company, self.week) is None:
            return "it would hold after the plan's end"
        return None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDemand:
    """Serve a region from another plant: its lines may make what the region asks for."""

    region: str
    plant: str
    week: int
    """Counted from the plan's start; before it nothing is made there for the region."""

    def apply(self, case: Case) -> Case:
        """No more of an item than the region's share of what is asked for from then on."""
        company = case.company
        lane, start = _lane(company, self.region, self.plant), first_period(company, self.week)
        if lane is None or start is None:
            return case
        asked = _asked(case, self.region)
        moved = tuple(
            MovedDemand(
                sku=one.sku,
                resource=one.resource,
                region=self.region,
                period=start,
                most_units=sum(asked[one.sku][start:]),
                extra_cost_eur=lane.extra_cost_eur,
            )
            for one in _routings(company, self.plant)
        )
        rules = replace(case.rules, moved_demand=(*case.rules.moved_demand, *moved))
        return replace(case, rules=rules)

    def weeks_ahead(self, company: Company) -> int:
        lane = _lane(company, self.region, self.plant)
        return lane.notice_weeks if lane else 0

    def needed_by(self, company: Company) -> date:
        return company.plan_start + WEEK * self.week

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        if _lane(company, self.region, self.plant) is None:
            return f"lanes.csv has no way from {self.plant} to {self.region}"
        if not any(_routings(company, self.plant)):
            return f"no line of {self.plant} can make what another plant makes"
        if first_period(company, self.week) is None:
            return "it would begin after the plan's end"
        return None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.PARTLY


def raisable(company: Company, skus: Iterable[str]) -> RaisePrice | None:
    """The most the items' prices can be raised, as soon as can be; None where none can."""
    able, most = list[str](), Decimal(ALL_PCT)
    for sku in skus:
        stated = [elasticity_of(company, sku, tier.code) for tier in company.tiers]
        known = [one for one in stated if one is not None]
        if len(known) == len(stated):
            able.append(sku)
            most = min(most, *(one.most_pct for one in known))
    lever = RaisePrice(skus=tuple(able), raise_pct=most, week=0)
    lever = replace(lever, week=lever.weeks_ahead(company) + INTERNAL_WEEKS)
    return lever if lever.impossible(company) is None else None


def movable(company: Company, skus: Iterable[str]) -> tuple[MoveDemand, ...]:
    """Every way to serve a region from another plant that makes some of the items, as soon as
    can be; the cheapest first.
    """
    wanted = set(skus)
    ways = (
        MoveDemand(region=one.region, plant=one.plant, week=one.notice_weeks + INTERNAL_WEEKS)
        for one in sorted(company.lanes, key=lambda lane: lane.extra_cost_eur)
        if any(routing.sku in wanted for routing in _routings(company, one.plant))
    )
    return tuple(way for way in ways if way.impossible(company) is None)


def _lane(company: Company, region: str, plant: str) -> Lane | None:
    lanes = (one for one in company.lanes if (one.region, one.plant) == (region, plant))
    return next(lanes, None)


def _routings(company: Company, plant: str) -> Iterator[Routing]:
    """Lines of the plant, and what of another plant's items each can make."""
    plant_of = {line.code: line.plant for line in company.resources}
    own = {item.sku: plant_of[item.resource] for item in company.items}
    for one in company.routings:
        if plant_of[one.resource] == plant and own[one.sku] != plant:
            yield one


def _asked(case: Case, region: str) -> dict[str, tuple[int, ...]]:
    """By item and period, the region's share of the case's demand, rounded down.

    Its share is that of the agreed forecast; where a lever changed the demand, the region's
    changes alike.
    """
    company = case.company
    own = tuple(line for line in company.forecast if line.region == region)
    total, part = agreed_demand(company), agreed_demand(replace(company, forecast=own))
    asked = {item.sku: [0] * len(periods_of(company)) for item in company.items}
    for row, whole, share in zip(case.demand, total, part, strict=True):
        for t, units in enumerate(row.units):
            if whole.units[t]:
                asked[row.sku][t] += units * share.units[t] // whole.units[t]
    return {sku: tuple(units) for sku, units in asked.items()}
