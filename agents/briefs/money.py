"""What an option's revenue comes from, step by step: a line each for budget and last plan."""

from collections.abc import Iterator, Sequence

from planning import written
from planning.bridge_items import STEPS
from planning.company import Company
from planning.in_money import Way, ways_to
from planning.options import SolvedOption
from planning.scenario import case_of
from planning.sold import SoldLine, budget_lines, sold_lines

AGAINST = {"budget": "the budget", "last_plan": "the last plan"}


def money_lines(
    company: Company, option: SolvedOption, last_plan: Sequence[SoldLine]
) -> tuple[str, ...]:
    """Of the months that both have; nothing without a budget and a plan before."""
    levers = option.scenario.levers
    own = case_of(company, option.scenario).company if levers else company
    before = (("budget", budget_lines(company)), ("last_plan", last_plan))
    if not any(lines for _, lines in before):
        return ()
    ways = ways_to(sold_lines(own, option.plan), before)
    return tuple(_line(option, way) for way in ways)


def _line(option: SolvedOption, way: Way) -> str:
    steps = way.bridge.steps
    change = steps.after - steps.before
    parts = written.listed([*_parts(way)]) or "no step moves it"
    months = way.bridge.months
    span = f"{months[0]:%B %Y}" + (f" to {months[-1]:%B %Y}" if len(months) > 1 else "")
    direction = "above" if change >= 0 else "below"
    return (
        f"Revenue with {option.scenario.name}, {span}: {written.eur(abs(change))} {direction} "
        f"{AGAINST[way.key]}: {parts}"
    )


def _parts(way: Way) -> Iterator[str]:
    for key, (label, _) in STEPS.items():
        value = getattr(way.bridge.steps, key)
        if value:
            sign = "+" if value > 0 else "−"
            yield f"{label.lower()} {sign}{written.eur(abs(value))}"
