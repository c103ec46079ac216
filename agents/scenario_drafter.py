"""Scenario drafter: which options a shortage calls for, and which of them to recommend.

The recommendation is a rule, not a judgement (docs/reference/options.md):
of the options that can still be chosen and keep every tier's contractual floor, the one with the
most margin after cost; margins that are the same in thousand euros go to the one that ties up less
cash, and doing nothing comes last among equals. If no option keeps the floors, all that can still
be chosen compete.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from gates.brief import Pick
from planning import written
from planning.better_mix import better_mix, with_mix
from planning.company import Company, Tier
from planning.constraints import Constraint
from planning.metrics import service_key
from planning.options import SolvedOption, solve_options
from planning.scenario import DO_NOTHING, Scenario
from planning.spreading import Spread, in_order
from planning.standard_scenarios import standard_scenarios
from planning.telling import Tell, followed, to_nobody
from planning.worth_offering import worth_offering

MARGIN = "margin_after_cost_eur"
CASH = "working_capital_peak_eur"
THOUSAND = Decimal(1000)
FULL_PCT = 100


def draft_options(
    company: Company,
    constraints: tuple[Constraint, ...],
    *,
    follow: Callable[[Sequence[Scenario]], Iterable[Scenario]] = iter,
    seconds: float | None = None,
    tell: Tell | None = None,
    spread: Spread = in_order,
) -> tuple[SolvedOption, ...]:
    """The standard options, solved; their mix is a better one where a short search finds it.

    `follow` is handed the scenarios, one by one; `tell` hears of those and of the search,
    which `spread` may do in several places at once. What isn't worth offering is left out, and
    what breaks the others is worked out among them alone.
    """
    follow = followed(tell) if tell else follow
    scenarios = standard_scenarios(company, constraints)
    options = solve_options(company, follow(scenarios), seconds=seconds)
    mix = better_mix(company, constraints, options, tell or to_nobody, spread)
    if mix is not None:
        options = solve_options(company, with_mix(scenarios, mix), seconds=seconds)
    kept = worth_offering(company, options)
    if len(kept) == len(options):
        return options
    return solve_options(company, [one.scenario for one in kept], seconds=seconds)


def recommend(
    company: Company,
    options: Sequence[SolvedOption],
    constraints: Sequence[Constraint],
    *,
    today: date,
) -> Pick:
    """The option the rule picks, with what speaks for it and against it."""
    in_time = [option for option in options if not _is_past(option, today)]
    safe = [option for option in in_time if not floors_missed(company, option)]
    pick = min(safe or in_time, key=_rank)
    others = [option for option in options if option is not pick]
    return Pick(
        option=pick.scenario.key,
        because=tuple(_because(company, pick, others, constraints)),
        doubts=tuple(_doubts(company, pick, others, today)),
    )


def floors_missed(company: Company, option: SolvedOption) -> tuple[Tier, ...]:
    """Tiers that get less than their contractual share of what they ask for in the whole plan."""
    return tuple(
        tier for tier in company.tiers if _share_pct(option, tier) < tier.service_floor_pct
    )


def _share_pct(option: SolvedOption, tier: Tier) -> Decimal:
    lines = [line for line in option.plan.sales if line.tier == tier.code]
    asked = sum(sum(line.demand_units) for line in lines)
    shipped = sum(sum(line.shipped_units) for line in lines)
    return Decimal(100 * shipped) / asked if asked else Decimal(100)


def _is_past(option: SolvedOption, today: date) -> bool:
    return option.choose_by is not None and option.choose_by < today


def _rank(option: SolvedOption) -> tuple[Decimal, Decimal, bool]:
    margin, cash = (round(option.metrics[key] / THOUSAND) for key in (MARGIN, CASH))
    return Decimal(-margin), Decimal(cash), option.scenario.key == DO_NOTHING


def _because(
    company: Company,
    pick: SolvedOption,
    others: Sequence[SolvedOption],
    constraints: Sequence[Constraint],
) -> Iterator[str]:
    yield from _earns(pick, others)
    idle = _idle(others)
    if idle is None or pick.metrics["lost_units"] <= idle.metrics["lost_units"]:
        yield _loses(pick, idle)
    yield from _holds_in(pick)
    tier, lowest = _worst_served(company, pick)
    if idle is None or lowest >= idle.metrics[service_key(tier.code)]:
        share = "in full" if lowest == FULL_PCT else f"at least {written.pct(lowest)}"
        yield f"Serves every tier {share} {_scope(company)}"
    lifted = [one.name for one in constraints]
    if lifted and not pick.metrics["lost_units"] and not pick.metrics["excluded_units"]:
        yield f"Lifts the shortage of {written.listed([written.in_sentence(n) for n in lifted])}"
    if pick.choose_by is not None:
        yield f"Can be chosen until {written.day(pick.choose_by)}"


def _earns(pick: SolvedOption, others: Sequence[SolvedOption]) -> Iterator[str]:
    """What it earns above doing nothing and above the next best, where it earns more."""
    margin = pick.metrics[MARGIN]
    behind = sorted(
        (one for one in others if one.metrics[MARGIN] < margin),
        key=lambda one: (one.scenario.key != DO_NOTHING, -one.metrics[MARGIN]),
    )
    ahead = len(behind) < len(others)
    leads = [
        f"{written.eur(margin - one.metrics[MARGIN])} over {one.scenario.name}"
        for one in behind[:2]
    ]
    if leads:
        yield f"{'Earns' if ahead else 'Earns most:'} {', '.join(leads)}"


def _holds_in(pick: SolvedOption) -> Iterator[str]:
    """In how many of the demand draws it stays the one that earns most, where that is half."""
    found = pick.range
    if found is not None and 2 * found.best_in >= found.draws:
        best, draws = written.number(found.best_in), written.number(found.draws)
        yield f"Still earns most in {best} of {draws} draws of demand, by past forecast errors"


def _idle(options: Sequence[SolvedOption]) -> SolvedOption | None:
    return next((one for one in options if one.scenario.key == DO_NOTHING), None)


def _worst_served(company: Company, option: SolvedOption) -> tuple[Tier, Decimal]:
    tier = min(company.tiers, key=lambda tier: option.metrics[service_key(tier.code)])
    return tier, option.metrics[service_key(tier.code)]


def _scope(company: Company) -> str:
    return "in the promotion weeks" if company.promotions else "over the plan"


def _loses(pick: SolvedOption, idle: SolvedOption | None) -> str:
    lost = pick.metrics["lost_units"]
    loses = f"Loses {written.short(lost)} units" if lost else "Loses no unit"
    if idle is None or idle.metrics["lost_units"] == lost:
        return loses
    return f"{loses}; {idle.scenario.name} loses {written.short(idle.metrics['lost_units'])}"


def _doubts(
    company: Company, pick: SolvedOption, others: Sequence[SolvedOption], today: date
) -> Iterator[str]:
    for tier in floors_missed(company, pick):
        share, floor = written.pct(_share_pct(pick, tier)), written.pct(tier.service_floor_pct)
        yield f"{tier.name} get {share} of what they ask for; their contract says {floor}"
    yield from _better_but(company, pick, others, today)
    idle = _idle(others)
    if idle is not None and pick.metrics["lost_units"] > idle.metrics["lost_units"]:
        yield _loses(pick, idle)
    tier, lowest = _worst_served(company, pick)
    if idle is not None and lowest < idle.metrics[service_key(tier.code)]:
        yield f"Serves {tier.name} only {written.pct(lowest)} {_scope(company)}"
    yield from _costs(pick)
    if excluded := pick.metrics["excluded_units"]:
        yield f"Leaves out {written.short(excluded)} units of the agreed demand"
    least = min(others, key=lambda one: one.metrics[CASH], default=pick)
    if (more := pick.metrics[CASH] - least.metrics[CASH]) >= THOUSAND:
        yield f"{written.eur(more)} more cash tied up at the peak than {least.scenario.name}"
    if pick.range is not None and 2 * pick.range.best_in < pick.range.draws:
        best, draws = written.number(pick.range.best_in), written.number(pick.range.draws)
        yield f"Earns most in only {best} of {draws} draws of demand, by past forecast errors"
    if pick.breaks_if:
        yield f"Changes if {pick.breaks_if}"


def _better_but(
    company: Company, pick: SolvedOption, others: Sequence[SolvedOption], today: date
) -> Iterator[str]:
    """Options that earn more and were passed over, and why."""
    for one in others:
        more = one.metrics[MARGIN] - pick.metrics[MARGIN]
        if more < THOUSAND:
            continue
        lead = f"{one.scenario.name} earns {written.eur(more)} more"
        missed = [tier.name for tier in floors_missed(company, one)]
        if one.choose_by is not None and one.choose_by < today:
            yield f"{lead}, but had to be chosen by {written.day(one.choose_by)}"
        elif missed:
            yield f"{lead}, but misses the contractual floor of {written.listed(missed)}"


def _costs(pick: SolvedOption) -> Iterator[str]:
    named = (("expedite_eur", "expediting"), ("overtime_eur", "overtime"))
    parts = [
        f"{written.eur(pick.metrics[key])} of {name}" for key, name in named if pick.metrics[key]
    ]
    if parts:
        yield f"Costs {written.listed(parts)}"
