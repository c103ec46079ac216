"""The settings of the levers an option can be made of, as a bounded grid, and a search over it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any

from planning.company import Company
from planning.constraints import Constraint, ConstraintKind
from planning.levers import (
    BuildEarly,
    Lever,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
    next_promotion,
)
from planning.levers_of_demand import MoveDemand, RaisePrice, movable, raisable
from planning.plan import Plan
from planning.scenario import Scenario
from planning.solved import MARGIN, solve_scenario
from planning.spreading import Spread, in_order
from planning.supply.warm_start import Memory
from planning.telling import Stage, Tell, to_nobody

MOST_SOLVES = 16
"""A search stops there, wherever it is."""
MOST_WAYS = 3
"""Of serving a region from another plant, the cheapest."""
WORTH_A_STEP = Decimal("0.005")
"""Of the margin; a step that earns less isn't taken, and a search for less isn't begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One place in the grid: a value for each lever, or the one that leaves it alone."""

    promotion: str | None = None
    tiers: tuple[str, ...] = ()
    """Where the promotion runs; none: everywhere."""
    expedite_share_pct: Decimal = Decimal(0)
    components: tuple[str, ...] = ()
    overtime: bool = False
    prebuild_pct: Decimal = Decimal(0)
    floor_pct: Decimal | None = None
    raised: tuple[str, ...] = ()
    """Items whose price can be raised."""
    raise_pct: Decimal = Decimal(0)
    raise_week: int = 0
    moved: tuple[MoveDemand, ...] = ()

    @property
    def levers(self) -> tuple[Lever, ...]:
        pulled: list[Lever] = []
        if self.promotion is not None and self.tiers:
            pulled.append(LimitPromotion(promotion=self.promotion, tiers=self.tiers))
        if self.expedite_share_pct or self.overtime or self.prebuild_pct:
            early = BuildEarly(
                components=self.components if self.expedite_share_pct else (),
                expedite_share_pct=self.expedite_share_pct,
                overtime=self.overtime,
                prebuild_pct=self.prebuild_pct,
            )
            pulled.append(early)
        if self.floor_pct is not None:
            pulled.append(LowerNonCoreService(floor_pct=self.floor_pct))
        if self.raised and self.raise_pct:
            pulled.append(
                RaisePrice(skus=self.raised, raise_pct=self.raise_pct, week=self.raise_week)
            )
        return (*pulled, *self.moved) or (LockAgreed(),)


def values_of(company: Company, constraints: Sequence[Constraint]) -> dict[str, tuple[Any, ...]]:
    """By field of a setting, the values worth trying; what makes no sense here isn't among them."""
    promotion = next_promotion(company)
    ranked = [tier.code for tier in sorted(company.tiers, key=lambda tier: tier.rank)]
    short = {one.code for one in constraints if one.kind is ConstraintKind.COMPONENT}
    values: dict[str, tuple[Any, ...]] = {"overtime": (False, True)}
    if any(p.code in short and p.expedite_lead_time_weeks is not None for p in company.components):
        values["expedite_share_pct"] = (Decimal(0), Decimal(50), Decimal(100))
    if promotion is not None:
        values["prebuild_pct"] = (Decimal(0), Decimal(30), Decimal(100))
        values["tiers"] = ((), *(tuple(ranked[:count]) for count in range(1, len(ranked))))
    if any(not item.core for item in company.items):
        values["floor_pct"] = (None, Decimal(80))
    if (dearer := raisable(company, _short_items(constraints))) is not None:
        values["raise_pct"] = (Decimal(0), dearer.raise_pct / 2, dearer.raise_pct)
    ways = movable(company, _short_items(constraints))
    if ways:
        values["moved"] = ((), *((way,) for way in ways[:MOST_WAYS]))
    return values


def first_setting(company: Company, constraints: Sequence[Constraint]) -> Setting:
    """Nothing pulled, but what would be expedited and promoted if it were."""
    promotion = next_promotion(company)
    short = {one.code for one in constraints if one.kind is ConstraintKind.COMPONENT}
    dearer = raisable(company, _short_items(constraints))
    return Setting(
        raised=dearer.skus if dearer else (),
        raise_week=dearer.week if dearer else 0,
        promotion=promotion.code if promotion else None,
        components=tuple(
            part.code
            for part in company.components
            if part.code in short and part.expedite_lead_time_weeks is not None
        ),
    )


def _short_items(constraints: Sequence[Constraint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sku for one in constraints for sku in one.skus))


def every_setting(start: Setting, values: Mapping[str, tuple[Any, ...]]) -> Iterator[Setting]:
    for chosen in product(*values.values()):
        yield replace(start, **dict(zip(values, chosen, strict=True)))


def keeps_floors(company: Company, plan: Plan) -> bool:
    """Whether every tier gets its contractual share of what it asks for in the whole plan."""
    for tier in company.tiers:
        lines = [line for line in plan.sales if line.tier == tier.code]
        asked = sum(sum(line.demand_units) for line in lines)
        shipped = sum(sum(line.shipped_units) for line in lines)
        if asked and Decimal(100 * shipped) / asked < tier.service_floor_pct:
            return False
    return True


Earned = tuple[bool, Decimal]
"""Whether contracts are kept, and the margin after cost."""


@dataclass(slots=True)
class Search:
    """From a setting to better ones, one lever at a time; every plan on the way is verified.

    All settings one step away are tried together, each from the same memory, so that it makes no
    difference in how many places at once.
    """

    company: Company
    values: Mapping[str, tuple[Any, ...]]
    memory: Memory
    solves_left: int = MOST_SOLVES
    tell: Tell = to_nobody
    spread: Spread = in_order

    def climb(self, start: Setting, earned: Earned) -> Setting | None:
        """The best setting found; None where nothing beats the start."""
        best, improved = start, True
        while improved and self.solves_left > 0:
            improved = False
            settings = self._neighbours(best)[: self.solves_left]
            for setting, came_to in zip(settings, self._tried(settings), strict=True):
                if _beats(came_to, earned):
                    best, earned, improved = setting, came_to, True
        return None if best is start else best

    def _tried(self, settings: Sequence[Setting]) -> list[Earned]:
        before = MOST_SOLVES - self.solves_left
        self.solves_left -= len(settings)
        return self.spread(
            earned_with,
            (self.company, self.memory),
            settings,
            size=len(self.company.items) * len(self.company.tiers) * self.company.horizon_weeks,
            done=lambda over: self.tell(Stage.SEARCH, "", before + over, MOST_SOLVES),
        )

    def _neighbours(self, setting: Setting) -> list[Setting]:
        return [
            replace(setting, **{name: value})
            for name, choices in self.values.items()
            for value in choices
            if value != getattr(setting, name)
        ]


def earned_with(company: Company, memory: Memory, setting: Setting) -> Earned:
    """What the setting's plan comes to. The memory stays as it is: who asks next begins there."""
    scenario = Scenario(key="search", name="", summary="", levers=setting.levers)
    one = solve_scenario(company, scenario, memory=memory.copy())
    return earned_by(company, one.plan, one.metrics)


def earned_by(company: Company, plan: Plan, metrics: Mapping[str, Decimal]) -> Earned:
    """Contracts first, then margin after cost."""
    return keeps_floors(company, plan), metrics[MARGIN]


def _beats(new: Earned, old: Earned) -> bool:
    if new[0] is not old[0]:
        return new[0]
    return new[1] > old[1] + abs(old[1]) * WORTH_A_STEP
