"""Constraints: what the agreed demand is short of under normal supply, and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from enum import StrEnum
from typing import Any

from planning import written
from planning.company import Company, Promotion
from planning.constraint_words import capacity_cause, component_cause, fence_cause, one_more, reach
from planning.demand import without_uplift
from planning.levers import BuildEarly, last_choice, next_promotion
from planning.loss import largest_share_without_loss, only_limit
from planning.notice import CUSTOMER_NOTICE_WEEKS, INTERNAL_WEEKS
from planning.plain_values import plain, restore
from planning.recipes import deep_uses, hours_per_unit
from planning.responsible import responsible
from planning.rules import Case, agreed_case
from planning.shortfalls import Shortfall, shortfalls
from planning.supply.facts import weeks_of
from planning.supply.pegging import Cause, Peg, peg_losses
from planning.supply.shadow_prices import shadow_prices
from planning.supply.solve import solve_case

CENT, TENTH = Decimal("0.01"), Decimal("0.1")


class ConstraintKind(StrEnum):
    COMPONENT = "component"
    CAPACITY = "capacity"
    FENCE = "fence"


LIFTED_BY = {
    ConstraintKind.COMPONENT: ("procurement", "operations_lead"),
    ConstraintKind.CAPACITY: ("operations_lead", "plant_planner"),
    ConstraintKind.FENCE: ("plant_planner", "operations_lead"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One scarce component or line, with every unit the agreed demand loses because of it."""

    kind: ConstraintKind
    code: str
    name: str
    unit: str
    gap: Decimal
    """What is missing, in `unit`: what the lost units would use of it."""
    first_short: date
    """Monday of the first week that loses units."""
    last_short: date
    skus: tuple[str, ...]
    lost_units: int
    at_risk_eur: Decimal
    """Margin of the lost units, before extra cost."""
    promotion: str | None
    """Code of the promotion whose uplift is short."""
    uplift_pct: Decimal | None
    covered_pct: Decimal | None
    """The part of that uplift which this constraint alone would let through."""
    cause: str
    detail: str
    choose_by: date
    """The last day on which everything that lifts it can still be chosen."""
    lifted_by: str | None
    """Key of the person who can lift it; nobody in a company without people."""
    worth_eur: Decimal | None = None
    """What one more of `unit` would earn in the week it is worth most; None where it earns none."""
    lost: tuple[Shortfall, ...] = ()
    """By item and week; those found before it was kept have none."""


def find_constraints(company: Company) -> tuple[Constraint, ...]:
    """Plan the agreed demand without overtime or expediting and explain what is lost.

    The most margin at risk first. What whole units round away, less than a unit per line and
    week, is no shortage.
    """
    case = agreed_case(company)
    worth = _worth(case)
    groups: dict[tuple[Cause, str], list[Peg]] = defaultdict(list)
    for peg in peg_losses(case, solve_case(case)):
        groups[peg.cause, peg.code].append(peg)
    kinds = {
        Cause.LEAD_TIME: ConstraintKind.COMPONENT,
        Cause.CAPACITY: ConstraintKind.CAPACITY,
        Cause.FENCE: ConstraintKind.FENCE,
    }
    found = [
        _constraint(company, kinds[cause], code, short, worth)
        for (cause, code), pegs in groups.items()
        if cause in kinds and (short := _beyond_rounding(pegs))
    ]
    return tuple(sorted(found, key=lambda one: (-one.at_risk_eur, one.code)))


def constraint_content(constraint: Constraint) -> dict[str, Any]:
    """What the plan page reads, and under `numbers` everything it was written from."""
    first = constraint.first_short
    return {
        "key": f"{constraint.kind}:{constraint.code}",
        "title": constraint.name,
        "cause": constraint.cause,
        "detail": constraint.detail,
        "gap": f"{written.number(constraint.gap)} {constraint.unit}",
        "first_short": f"Week {written.week(first)}, {written.day(first)}",
        "choose_by": constraint.choose_by.isoformat(),
        "numbers": plain(constraint),
    }


def restore_constraint(content: Mapping[str, Any]) -> Constraint:
    return restore(Constraint, content["numbers"])


def _beyond_rounding(pegs: Sequence[Peg]) -> list[Peg]:
    weeks: dict[int, list[Peg]] = defaultdict(list)
    for peg in pegs:
        weeks[peg.week].append(peg)
    return [
        peg
        for week in sorted(weeks)
        if any(peg.units > 1 for peg in weeks[week])
        for peg in weeks[week]
    ]


def _worth(case: Case) -> dict[str, Decimal]:
    """By component or line, what one more would earn at most."""
    worth: dict[str, Decimal] = {}
    for one in shadow_prices(case):
        if not one.overtime:
            worth.setdefault(one.code, Decimal(str(one.eur)).quantize(CENT, ROUND_HALF_EVEN))
    return worth


def _constraint(
    company: Company,
    kind: ConstraintKind,
    code: str,
    pegs: Sequence[Peg],
    worth: Mapping[str, Decimal],
) -> Constraint:
    weeks = weeks_of(company)
    first, last = weeks[pegs[0].week], weeks[pegs[-1].week]
    skus = tuple(dict.fromkeys(peg.sku for peg in pegs))
    margin = {item.sku: item.price_eur - item.variable_cost_eur for item in company.items}
    at_risk = sum((peg.units * margin[peg.sku] for peg in pegs), Decimal(0))
    lost = sum(peg.units for peg in pegs)
    promotion = _promoting(company, skus)
    covered = _covered_pct(company, kind, code, promotion) if promotion else None
    name, unit, cause = _named(company, kind, code, first)
    return Constraint(
        kind=kind,
        code=code,
        name=name,
        unit=unit,
        gap=_gap(company, kind, code, pegs),
        first_short=first,
        last_short=last,
        skus=skus,
        lost_units=lost,
        at_risk_eur=at_risk.quantize(CENT, ROUND_HALF_EVEN),
        promotion=promotion.code if promotion else None,
        uplift_pct=promotion.uplift_pct if promotion else None,
        covered_pct=covered,
        cause=cause,
        detail=reach(promotion, covered, lost_units=lost, at_risk_eur=at_risk)
        + one_more(unit, worth.get(code)),
        choose_by=_choose_by(
            company, kind, code, min(first, promotion.starts if promotion else first)
        ),
        lifted_by=responsible(company, *LIFTED_BY[kind]).key if company.people else None,
        worth_eur=worth.get(code),
        lost=shortfalls(pegs, weeks, margin),
    )


def _promoting(company: Company, skus: Sequence[str]) -> Promotion | None:
    """The next promotion, where it promotes any of these items."""
    promotion = next_promotion(company)
    return promotion if promotion is not None and set(skus) & set(promotion.skus) else None


def _named(
    company: Company, kind: ConstraintKind, code: str, first_short: date
) -> tuple[str, str, str]:
    """Name, unit and cause."""
    if kind is ConstraintKind.COMPONENT:
        part = next(part for part in company.components if part.code == code)
        return part.name, part.unit, component_cause(part, first_short)
    line = next(line for line in company.resources if line.code == code)
    words = fence_cause if kind is ConstraintKind.FENCE else capacity_cause
    return line.name, "h", words(line, first_short)


def _gap(company: Company, kind: ConstraintKind, code: str, pegs: Sequence[Peg]) -> Decimal:
    """What the lost units would use: sum of lost x use per unit, rounded up."""
    if kind is ConstraintKind.COMPONENT:
        used = deep_uses(company)
        quantity = sum(peg.units * used[peg.sku, code] for peg in pegs)
    else:
        hours = hours_per_unit(company, code)
        quantity = sum(peg.units * hours[peg.sku] for peg in pegs)
    return Decimal(str(round(quantity, 6))).quantize(Decimal(1), ROUND_UP)


def _covered_pct(
    company: Company, kind: ConstraintKind, code: str, promotion: Promotion
) -> Decimal:
    """Uplift supplied before a unit is lost, with nothing else scarce; in points, to a tenth."""
    component = code if kind is ConstraintKind.COMPONENT else None
    resource = code if kind is not ConstraintKind.COMPONENT else None
    case = agreed_case(only_limit(company, component=component, resource=resource))
    low = without_uplift(case.demand, company, applies=lambda one, _row: one.code == promotion.code)
    share = largest_share_without_loss(case, low=low, high=case.demand)
    return (share * promotion.uplift_pct).quantize(TENTH, ROUND_HALF_EVEN)


def _choose_by(company: Company, kind: ConstraintKind, code: str, needed_by: date) -> date:
    """The slowest way out, counted back from the week it is needed."""
    ahead = [INTERNAL_WEEKS]
    if next_promotion(company) is not None and len(company.tiers) > 1:
        ahead.append(CUSTOMER_NOTICE_WEEKS)
    parts = [part for part in company.components if part.code == code]
    if kind is ConstraintKind.COMPONENT and parts[0].expedite_lead_time_weeks is not None:
        ahead.append(BuildEarly(components=(code,)).weeks_ahead(company))
    return last_choice(needed_by=needed_by, weeks_ahead=max(ahead))
