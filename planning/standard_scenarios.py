"""The five options every trade-off about a promotion starts from."""

from decimal import Decimal

from planning.company import Company, Promotion, Tier
from planning.constraints import Constraint, ConstraintKind
from planning.levers import (
    BuildEarly,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
    next_promotion,
)
from planning.recipes import items_with
from planning.scenario import DO_NOTHING, Scenario
from planning.written import capital, counted, in_sentence, listed

NON_CORE_FLOOR_PCT = Decimal(80)
MIX_SHARE_PCT = Decimal(50)
MIX_PREBUILD_PCT = Decimal(30)

_DO_NOTHING = Scenario(
    key=DO_NOTHING,
    name="Do nothing",
    summary="No plan is locked; first come, first served",
    levers=(),
)
_AS_AGREED = Scenario(
    key="as_agreed",
    name="As agreed",
    summary="Lock the agreed plan as it is",
    levers=(LockAgreed(),),
)


def standard_scenarios(
    company: Company, constraints: tuple[Constraint, ...]
) -> tuple[Scenario, ...]:
    """Do nothing first; then what the constraints and the promotion leave to do.

    With nothing short there is nothing to trade: the agreed plan is all that can be locked.
    """
    if not constraints:
        return (_DO_NOTHING, _AS_AGREED)
    promotion = next_promotion(company)
    parts = _expeditable(company, constraints)
    scenarios = [_DO_NOTHING]
    if promotion is not None and len(company.tiers) > 1:
        scenarios.append(_limit(company, promotion))
    scenarios.append(_build_early(company, parts, promotion))
    sharing = _users(company, constraints)
    if any(not item.core and item.sku in sharing for item in company.items):
        scenarios.append(_lower_non_core(company, constraints))
    if promotion is not None and len(company.tiers) > 1:
        scenarios.append(_mix(company, promotion, parts))
    return tuple(scenarios)


def _limit(company: Company, promotion: Promotion) -> Scenario:
    first = _by_rank(company)[0]
    return Scenario(
        key="limit_promotion",
        name="Limit promotion",
        summary=f"{first.name} only",
        levers=(LimitPromotion(promotion=promotion.code, tiers=(first.code,)),),
    )


_BUILT = ", stock built before the promotion"


def _build_early(company: Company, parts: tuple[str, ...], promotion: Promotion | None) -> Scenario:
    return Scenario(
        key="build_early",
        name="Build early",
        summary=_expediting(company, parts, f"overtime{_BUILT if promotion else ''}"),
        levers=(BuildEarly(components=parts),),
    )


def _lower_non_core(company: Company, constraints: tuple[Constraint, ...]) -> Scenario:
    moved = listed([_what_moves(one) for one in constraints])
    sharing = _users(company, constraints)
    count = sum(not item.core and item.sku in sharing for item in company.items)
    items = counted(count, "non-core item")
    return Scenario(
        key="lower_non_core",
        name="Lower non-core",
        summary=f"Move {moved} from {items}, down to {NON_CORE_FLOOR_PCT} %",
        levers=(LowerNonCoreService(floor_pct=NON_CORE_FLOOR_PCT),),
    )


def _users(company: Company, constraints: tuple[Constraint, ...]) -> set[str]:
    """Items that use something constrained."""
    codes = {one.code for one in constraints}
    made = {item.sku for item in company.items if item.resource in codes}
    in_house = {part.code for part in company.components if part.resource in codes}
    return items_with(company, codes | in_house) | made


def _what_moves(constraint: Constraint) -> str:
    name = in_sentence(constraint.name)
    return name if constraint.kind is ConstraintKind.COMPONENT else f"hours of {name}"


def _mix(company: Company, promotion: Promotion, parts: tuple[str, ...]) -> Scenario:
    kept = _by_rank(company)[: max(len(company.tiers) - 1, 1)]
    names = listed([tier.name for tier in kept])
    half = "half as much" if parts else "some stock built early"
    return Scenario(
        key="mix",
        name="Mix",
        summary=_expediting(company, parts, f"{half}; promotion for {names}"),
        levers=(
            LimitPromotion(promotion=promotion.code, tiers=tuple(tier.code for tier in kept)),
            BuildEarly(
                components=parts,
                expedite_share_pct=MIX_SHARE_PCT,
                overtime=False,
                prebuild_pct=MIX_PREBUILD_PCT,
            ),
        ),
    )


def _by_rank(company: Company) -> list[Tier]:
    return sorted(company.tiers, key=lambda tier: tier.rank)


def _expeditable(company: Company, constraints: tuple[Constraint, ...]) -> tuple[str, ...]:
    """The short components that can be expedited."""
    able = [part.code for part in company.components if part.expedite_lead_time_weeks is not None]
    short = {one.code for one in constraints if one.kind is ConstraintKind.COMPONENT}
    return tuple(code for code in able if code in short)


def _expediting(company: Company, parts: tuple[str, ...], rest: str) -> str:
    names = [in_sentence(part.name) for part in company.components if part.code in parts]
    return f"Expedite {listed(names)}, {rest}" if names else capital(rest)
