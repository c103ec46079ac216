"""What an option rests on: the assumption whose failure takes away what it was chosen for.

Every threshold is found by solving again with the assumption changed and the choice kept, or by
arithmetic on the option's own numbers. What was not computed is not said.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planning import written
from planning.breaking_price import customers_leave
from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.demand import agreed_demand, with_uplift
from planning.levers import BuildEarly, LimitPromotion, LowerNonCoreService, next_promotion
from planning.levers_of_demand import RaisePrice
from planning.loss import largest_share_without_loss, least_lost_units
from planning.rules import agreed_case
from planning.scenario import DO_NOTHING
from planning.solved import LOST, MARGIN, Solved, replay
from planning.supply.warm_start import Memory

MATERIAL_SHARE = Decimal("0.0001")
"""Of an option's margin; less than this between two options is no difference."""
LATEST_WEEKS = 6
"""A delivery later than this is not tried."""


def breaks_if(company: Company, solved: Solved, others: Sequence[Solved]) -> str:
    """The thresholds of the option's levers, to be read after "if"; empty where none was found."""
    found: list[str] = []
    memory = Memory()
    for lever in solved.scenario.levers:
        if isinstance(lever, BuildEarly):
            found += [
                *_late_delivery(solved, memory),
                *_low_uplift(company, solved, others, memory),
            ]
        elif isinstance(lever, LimitPromotion):
            found += _uplift_anyway(company, solved, lever)
        elif isinstance(lever, LowerNonCoreService):
            found += _core_follows(company, solved, others)
        elif isinstance(lever, RaisePrice):
            found += customers_leave(company, solved, others, memory)
    return ", or ".join(found)


def _late_delivery(solved: Solved, memory: Memory) -> Iterator[str]:
    """The last week the expedited components may come in without losing more units than planned."""
    company, demand = solved.case.company, solved.case.demand
    lead = {part.code: part.expedite_lead_time_weeks or 0 for part in company.components}
    expedited = {
        line.code: max(week for week, quantity in enumerate(line.expedited) if quantity)
        for line in solved.plan.components
        if any(line.expedited)
    }
    if not expedited:
        return
    bearable = solved.metrics[LOST] + len(solved.plan.sales)
    for delay in range(1, LATEST_WEEKS + 1):
        late = replay(solved, company=company, demand=demand, delay_weeks=delay, memory=memory)
        if late.lost_units > bearable:
            names = [written.in_sentence(p.name) for p in company.components if p.code in expedited]
            last = max(
                solved.plan.weeks[week] + WEEK * lead[code] for code, week in expedited.items()
            )
            day = written.day(last + WEEK * (delay - 1))
            lost = written.short(late.lost_units - solved.metrics[LOST])
            yield f"{written.listed(names)} comes after the week of {day} ({lost} units lost)"
            return


def _low_uplift(
    company: Company, solved: Solved, others: Sequence[Solved], memory: Memory
) -> Iterator[str]:
    """The uplift, in whole percent, up to which another option would have earned more.

    Asked of doing nothing and of the best option below this one; each keeps what it expedited.
    """
    promotion = next_promotion(company)
    margin = solved.metrics[MARGIN]
    below = sorted(
        (one for one in others if one.metrics[MARGIN] < margin - _material(margin)),
        key=lambda one: one.metrics[MARGIN],
        reverse=True,
    )
    rivals = below[:1] + [one for one in below[1:] if one.scenario.key == DO_NOTHING]
    if promotion is None or not rivals:
        return

    def earns_more(uplift_pct: int) -> Solved | None:
        return _earns_more(
            with_uplift(company, promotion.code, Decimal(uplift_pct)), solved, rivals, memory
        )

    low, high = 0, int(promotion.uplift_pct)
    if (best := earns_more(low)) is None:
        return
    while high - low > 1:
        half = (low + high) // 2
        rival = earns_more(half)
        low, high, best = (half, high, rival) if rival else (low, half, best)
    few = f"the uplift is {low} % or less" if low else "there is no uplift"
    yield f"{few} ({best.scenario.name} earns more)"


def _earns_more(
    world: Company, solved: Solved, rivals: list[Solved], memory: Memory
) -> Solved | None:
    agreed = agreed_case(world)

    def earned(one: Solved) -> Decimal:
        case = agreed
        for lever in one.scenario.levers:
            if isinstance(lever, LimitPromotion):
                case = lever.apply(case)
        return replay(one, company=world, demand=case.demand, memory=memory).margin_eur

    enough = earned(solved) + _material(solved.metrics[MARGIN])
    return next((rival for rival in rivals if earned(rival) > enough), None)


def _material(margin_eur: Decimal) -> Decimal:
    return abs(margin_eur) * MATERIAL_SHARE


def _uplift_anyway(company: Company, solved: Solved, lever: LimitPromotion) -> Iterator[str]:
    """How much of the uplift taken out may be asked for all the same before units are lost."""
    case = solved.case
    if least_lost_units(case) >= 1:
        return
    share = largest_share_without_loss(case, low=case.demand, high=agreed_demand(company))
    if share < 1:
        names = [tier.name for tier in company.tiers if tier.code not in lever.tiers]
        asked = written.pct((share * 100).quantize(Decimal("0.1")))
        wanted = f"more than {asked} of the uplift of {written.listed(names)}"
        yield f"{wanted} is ordered all the same (units are lost)"


def _core_follows(company: Company, solved: Solved, others: Sequence[Solved]) -> Iterator[str]:
    """Core units whose margin is all the option earns above doing nothing."""
    idle = next((one for one in others if one.scenario.key == DO_NOTHING), None)
    margins = {
        item.sku: item.price_eur - item.variable_cost_eur for item in company.items if item.core
    }
    core = [(margins[s.sku], sum(s.shipped_units)) for s in solved.plan.sales if s.sku in margins]
    units = sum(shipped for _, shipped in core)
    if idle is None or not units:
        return
    lead = solved.metrics[MARGIN] - idle.metrics[MARGIN]
    mean = sum((margin * shipped for margin, shipped in core), Decimal(0)) / units
    if lead > 0 and mean > 0:
        lost = written.short(lead / mean)
        yield f"customers who miss non-core items buy {lost} fewer core units"
