"""How good a set of options was on the forecast it was drafted on, and whether it held the choice.

The plan vector is what the company would do: units made, components ordered, units shipped, each
period for itself, in money. d(x, y) = sum |x - y| / sum |y|, so 0 is the same plan and 1 as far
from it as doing nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from planning.company import Company
from planning.metrics import service_key
from planning.options import SolvedOption
from planning.plan import Plan
from planning.solved import MARGIN

Vector = Mapping[tuple[str, str, int], float]
CLOSE = 0.05
"""How near a plan has to be to count as the one that was chosen."""
CASH = "working_capital_peak_eur"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionQuality:
    """Of the options of one decision. Shares are of 1."""

    gap: float
    """What the best offered earns less than the best that was found: of that one's margin."""
    nearest: float
    """How far the chosen plan lies from the nearest offered one."""
    feasible: float
    """Options whose plan is proven the best for their levers."""
    dominated: float
    """Options another is no worse than in margin, service and cash, and better in one."""
    distinct: float
    """How far the two that are most alike lie apart."""

    @property
    def hit(self) -> bool:
        return self.nearest <= CLOSE


def option_quality(
    company: Company, options: Sequence[SolvedOption], chosen: SolvedOption, best: SolvedOption
) -> OptionQuality:
    """`best` is the best plan that was found on the forecast, offered or not."""
    offered = max(options, key=lambda one: one.metrics[MARGIN])
    top = max(best.metrics[MARGIN], offered.metrics[MARGIN])
    vectors = [vector(company, one.plan) for one in options]
    apart = [distance(one, other) for one, other in combinations(vectors, 2)]
    wanted = vector(company, chosen.plan)
    return OptionQuality(
        gap=float((top - offered.metrics[MARGIN]) / abs(top)) if top else 0.0,
        nearest=min(distance(one, wanted) for one in vectors),
        feasible=_share(not one.plan.unproven for one in options),
        dominated=_share(is_dominated(company, one, options) for one in options),
        distinct=min(apart, default=0.0),
    )


def vector(company: Company, plan: Plan) -> Vector:
    return dict(_parts(company, plan))


def _parts(company: Company, plan: Plan) -> Iterator[tuple[tuple[str, str, int], float]]:
    price = {one.sku: float(one.price_eur) for one in company.items}
    cost = {one.sku: float(one.variable_cost_eur) for one in company.items}
    paid = {one.code: float(one.unit_cost_eur) for one in company.components}
    for item in plan.items:
        for at, units in enumerate(item.made_units):
            yield ("make", item.sku, at), units * cost[item.sku]
    for component in plan.components:
        orders = zip(component.ordered, component.expedited, strict=True)
        for at, (ordered, expedited) in enumerate(orders):
            yield ("order", component.code, at), (ordered + expedited) * paid[component.code]
    for line in plan.sales:
        for at, units in enumerate(line.shipped_units):
            yield ("ship", f"{line.sku}/{line.tier}", at), units * price[line.sku]


def distance(one: Vector, from_: Vector) -> float:
    """Between 0, the same, and more than 1.

    >>> distance({("make", "A", 0): 90.0}, {("make", "A", 0): 100.0})
    0.1
    """
    size = sum(abs(value) for value in from_.values())
    keys = {**one, **from_}
    apart = sum(abs(one.get(key, 0.0) - from_.get(key, 0.0)) for key in keys)
    return apart / size if size else float(apart > 0)


def is_dominated(company: Company, one: SolvedOption, among: Sequence[SolvedOption]) -> bool:
    """Another is no worse in margin, in every tier's service and in cash, and better in one."""
    mine = _worth(company, one)
    return any(
        theirs != mine and all(b >= a for a, b in zip(mine, theirs, strict=True))
        for other in among
        if other is not one
        for theirs in [_worth(company, other)]
    )


def _worth(company: Company, one: SolvedOption) -> tuple[Decimal, ...]:
    """More of each is better."""
    service = (one.metrics[service_key(tier.code)] for tier in company.tiers)
    return (one.metrics[MARGIN], *service, -one.metrics[CASH])


def _share(said: Iterator[bool]) -> float:
    listed = list(said)
    return sum(listed) / len(listed) if listed else 0.0
