"""A mix of levers that earns more than the standard options do, where there is one."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from planning import written
from planning.company import Company
from planning.constraints import Constraint
from planning.demand import agreed_demand
from planning.lever_grid import WORTH_A_STEP, Search, Setting, earned_by, first_setting, values_of
from planning.levers import BuildEarly, LimitPromotion, LowerNonCoreService
from planning.levers_of_demand import raisable
from planning.options import SolvedOption
from planning.scenario import DO_NOTHING, Scenario
from planning.solved import solve_scenario
from planning.spreading import Spread, in_order
from planning.supply.warm_start import Memory
from planning.telling import Tell, to_nobody

MIX = "mix"
FULL_PCT = 100


def better_mix(
    company: Company,
    constraints: Sequence[Constraint],
    options: Sequence[SolvedOption],
    tell: Tell = to_nobody,
    spread: Spread = in_order,
) -> Scenario | None:
    """From the best of the options, one lever at a time to something better; None if nothing is.

    Better keeps contracts the best option breaks, or earns half a percent more of its margin.
    """
    best = max(options, key=lambda one: earned_by(company, one.plan, one.metrics))
    if not constraints or not _worth_searching(company, constraints, best):
        return None
    start = first_setting(company, constraints)
    if best.scenario.key != DO_NOTHING:
        start = _setting(start, best.scenario)
    search = Search(
        company, values_of(company, constraints), _begun(company, start), tell=tell, spread=spread
    )
    setting = search.climb(start, earned_by(company, best.plan, best.metrics))
    if setting is None:
        return None
    return Scenario(key=MIX, name="Mix", summary=_said(company, setting), levers=setting.levers)


def _begun(company: Company, start: Setting) -> Memory:
    """Where every plan of the search begins."""
    memory = Memory()
    solve_scenario(
        company, Scenario(key=MIX, name="", summary="", levers=start.levers), memory=memory
    )
    return memory


def with_mix(scenarios: Sequence[Scenario], mix: Scenario) -> tuple[Scenario, ...]:
    """The mix in the place of the standard one, or after all others."""
    others = [one for one in scenarios if one.key != MIX]
    return (*others, mix)


def _worth_searching(
    company: Company, constraints: Sequence[Constraint], best: SolvedOption
) -> bool:
    """No setting can earn more than shipping all that is agreed at no extra cost would, unless a
    price can be raised.
    """
    if raisable(company, [sku for one in constraints for sku in one.skus]) is not None:
        return True
    margin = {item.sku: item.price_eur - item.variable_cost_eur for item in company.items}
    most = sum((sum(row.units) * margin[row.sku] for row in agreed_demand(company)), Decimal(0))
    kept, earned = earned_by(company, best.plan, best.metrics)
    return not kept or most - earned > abs(earned) * WORTH_A_STEP


def _setting(start: Setting, scenario: Scenario) -> Setting:
    for lever in scenario.levers:
        if isinstance(lever, LimitPromotion):
            start = replace(start, tiers=lever.tiers)
        elif isinstance(lever, BuildEarly):
            start = replace(
                start,
                expedite_share_pct=lever.expedite_share_pct if lever.components else Decimal(0),
                overtime=lever.overtime,
                prebuild_pct=lever.prebuild_pct if start.promotion else Decimal(0),
            )
        elif isinstance(lever, LowerNonCoreService):
            start = replace(start, floor_pct=lever.floor_pct)
    return start


def _said(company: Company, setting: Setting) -> str:
    """What the mix does, shortest first."""
    parts: list[str] = []
    if setting.expedite_share_pct:
        codes, pct = setting.components, setting.expedite_share_pct
        names = [written.in_sentence(p.name) for p in company.components if p.code in codes]
        share = "" if pct == FULL_PCT else f"{written.pct(pct)} of "
        parts.append(f"expedite {share}{written.listed(names)}")
    if setting.overtime:
        parts.append("overtime")
    if setting.prebuild_pct:
        parts.append(f"{written.pct(setting.prebuild_pct)} of the uplift built early")
    if setting.tiers:
        names = [tier.name for tier in company.tiers if tier.code in setting.tiers]
        parts.append(f"promotion for {written.listed(names)}")
    if setting.floor_pct is not None:
        parts.append(f"non-core items down to {written.pct(setting.floor_pct)}")
    parts += _said_of_demand(setting)
    return written.capital("; ".join(parts)) if parts else "Lock the agreed plan as it is"


def _said_of_demand(setting: Setting) -> list[str]:
    dearer = f"{written.listed(list(setting.raised))} {written.pct(setting.raise_pct)} dearer"
    said = [dearer] if setting.raise_pct else []
    return said + [f"{one.region} served from {one.plant}" for one in setting.moved]
