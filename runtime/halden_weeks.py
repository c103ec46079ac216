"""What becomes of Halden's locked plan week by week: made, received, asked for and shipped.

The world keeps to the plan as far as it can: a line makes a little less than planned and no more
than its components allow, customers ask for what their drift says, and stock is what is left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from random import Random

from planning.actuals import Actual, ActualKind
from planning.calendar_weeks import WEEK, monday_of
from planning.company import Company, OpenSupply
from planning.plan import Plan
from planning.supply.facts import uses

LINE_LOSS = Fraction(3, 100)
"""The most a line makes less than planned in a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What the world has in store, whatever was planned. The same seed, the same weeks."""

    seed: str
    drift_pct: Mapping[str, int] = field(default_factory=dict[str, int])
    """By family, what is asked for of what was planned; 100 where nothing is said, 85 for 15 %
    less."""

    def __post_init__(self) -> None:
        if any(pct < 0 for pct in self.drift_pct.values()):
            raise ValueError(f"nobody asks for less than nothing: {dict(self.drift_pct)}")


@dataclass(slots=True)
class World:
    """Stock as it really is, from the plan's start on."""

    company: Company
    plan: Plan
    fate: Fate
    stock: dict[str, int] = field(init=False)
    weeks_lived: int = 0

    def __post_init__(self) -> None:
        self.stock = defaultdict(int, {one.code: one.quantity for one in self.company.stock})

    @property
    def today(self) -> date:
        return self.company.plan_start + WEEK * self.weeks_lived

    def live_week(self) -> tuple[Actual, ...]:
        """The next week, as its actuals say it."""
        week = self.weeks_lived
        found = (*self._received(week), *self._made(week), *self._sold(week))
        self.weeks_lived += 1
        monday = self.plan.weeks[week]
        stock = (
            Actual(week=monday, kind=ActualKind.STOCK, code=code, quantity=units)
            for code, units in sorted(self.stock.items())
        )
        return (*found, *stock)

    def on_order(self) -> tuple[OpenSupply, ...]:
        """What is still to come, from before and from what the plan has ordered by now."""
        return tuple(one for one in self._arrivals() if monday_of(one.arrives) >= self.today)

    def _arrivals(self) -> Iterator[OpenSupply]:
        yield from self.company.open_supply
        parts = {part.code: part for part in self.company.components}
        for line in self.plan.components:
            part = parts[line.code]
            for lead, placed in (
                (part.lead_time_weeks, line.ordered),
                (part.expedite_lead_time_weeks or 0, line.expedited),
            ):
                for week, quantity in enumerate(placed[: self.weeks_lived + 1]):
                    if quantity:
                        arrives = self.plan.weeks[week] + WEEK * lead
                        reference = f"{line.code} of {self.plan.weeks[week]:%d %b}"
                        yield OpenSupply(
                            code=line.code, quantity=quantity, arrives=arrives, reference=reference
                        )

    def _received(self, week: int) -> Iterator[Actual]:
        monday = self.plan.weeks[week]
        first = week == 0
        for one in self._arrivals():
            due = monday_of(one.arrives)
            if due == monday or (first and due < monday):
                self.stock[one.code] += one.quantity
                yield Actual(
                    week=monday, kind=ActualKind.RECEIVED, code=one.code, quantity=one.quantity
                )

    def _made(self, week: int) -> Iterator[Actual]:
        per_unit, monday = uses(self.company), self.plan.weeks[week]
        for item in self.company.items:
            wanted = self.plan.item(item.sku).made_units[week]
            rng = Random(f"{self.fate.seed} {item.resource} {monday}")  # noqa: S311
            units = int(wanted * (1 - LINE_LOSS * Fraction(rng.random())))
            needs = {code: use for (sku, code), use in per_unit.items() if sku == item.sku}
            most = (int(max(self.stock[code], 0) / use) for code, use in needs.items() if use)
            units = min(units, *most) if needs else units
            for code, use in needs.items():
                self.stock[code] -= round(units * use)
            self.stock[item.sku] += units
            if wanted:
                yield Actual(week=monday, kind=ActualKind.MADE, code=item.sku, quantity=units)

    def _sold(self, week: int) -> Iterator[Actual]:
        monday = self.plan.weeks[week]
        families = {item.sku: item.family for item in self.company.items}
        asked: dict[str, int] = defaultdict(int)
        for line in self.plan.sales:
            drift = self.fate.drift_pct.get(families[line.sku], 100)
            asked[line.sku] += line.demand_units[week] * drift // 100
        for sku, units in asked.items():
            shipped = min(units, max(self.stock[sku], 0))
            self.stock[sku] -= shipped
            for kind, quantity in ((ActualKind.ASKED, units), (ActualKind.SHIPPED, shipped)):
                yield Actual(week=monday, kind=kind, code=sku, quantity=quantity)
