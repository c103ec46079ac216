"""The brief of the trade-off: one option is to be chosen, with the reviews in sight."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agents.briefs.about import about_shortage
from agents.briefs.causes import causes_of
from agents.briefs.framing import (
    brief_option,
    need_of,
    option_of,
    pick_of,
    sections_of,
    silence_of,
    stake_of,
    subject_of,
    why_now,
)
from agents.briefs.measures import brief_metrics
from agents.briefs.snapshot import Reconciliation
from gates.brief import Brief, SetsOff
from gates.catalogue import TRADE_OFF
from gates.follow_through import Gates, lock_effects, sets_off, trade_off_effects
from gates.recipe_policies import Recipes
from planning.company import Company
from planning.constraints import Constraint
from planning.options import SolvedOption
from planning.scenario import Scenario

QUESTIONS = {
    "do_nothing": "Leave it to first come, first served rather than {need}?",
    "limit_promotion": "Limit the promotion to {summary}?",
    "build_early": "Build early to {need}?",
    "lower_non_core": "Let non-core items go short to {need}?",
    "mix": "Build some early and run less of the promotion to {need}?",
    "as_agreed": "Lock the agreed plan as it is?",
}
OTHERWISE = "Choose “{name}” to {need}?"
ONCE_LOCKED = "once locked"


def trade_off_brief(snapshot: Reconciliation) -> Brief:
    return Brief(
        gate=TRADE_OFF.name,
        subject=subject_of(snapshot),
        question=question_of(snapshot, snapshot.option(snapshot.pick.option)),
        why_now=why_now(snapshot),
        stake=stake_of(snapshot, snapshot.option(snapshot.pick.option)),
        silence=silence_of(snapshot, TRADE_OFF, "Until somebody chooses, nothing is ordered."),
        authors=snapshot.authors,
        submitters=snapshot.submitters,
        about=about_shortage(snapshot.company, snapshot.constraints),
        pick=pick_of(snapshot),
        metrics=brief_metrics(snapshot.company),
        options=tuple(brief_option(snapshot, option) for option in snapshot.options),
        sections=sections_of(snapshot),
        causes=causes_of(snapshot),
        evidence=snapshot.evidence,
        sets_off=tuple(_sets_off(snapshot)),
    )


def question_of(snapshot: Reconciliation, option: SolvedOption) -> str:
    scenario = option.scenario
    summary = scenario.summary.removesuffix(" only")
    text = QUESTIONS.get(scenario.key, OTHERWISE)
    return text.format(name=scenario.name, summary=summary, need=need_of(snapshot))


def _sets_off(snapshot: Reconciliation) -> Iterator[SetsOff]:
    """The next gate for any choice; then, per option, what locking it would set off."""
    company = snapshot.company
    gates, on, under = snapshot.gates, snapshot.decided_on, Under(snapshot.gates, snapshot.recipes)
    yield from sets_off(company, trade_off_effects(company, gates), gates=gates)
    for option in snapshot.options:
        yield from once_locked(company, snapshot.cycle, option, decided_on=on, under=under)


class Under(NamedTuple):
    """What of the playbook says what a lock sets off."""

    gates: Gates
    recipes: Recipes


def once_locked(
    company: Company, cycle: str, option: SolvedOption, *, decided_on: date, under: Under
) -> tuple[SetsOff, ...]:
    """What choosing the option leads to when it is locked on this day."""
    effects = lock_effects(
        company, cycle, option, decided_on=decided_on, gates=under.gates, recipes=under.recipes
    )
    return sets_off(company, effects, option=option.scenario.key, once=ONCE_LOCKED)


def with_changed(
    brief: Brief,
    company: Company,
    constraints: Sequence[Constraint],
    option: SolvedOption,
    base: Scenario,
    *,
    cycle: str,
    under: Under,
) -> Brief:
    """The brief with one option more, that an approver changed from `base`. Nothing else moves."""
    on = brief.why_now.at.astimezone(ZoneInfo(company.timezone)).date()
    added = option_of(company, constraints, option, base)
    return replace(
        brief,
        options=(*brief.options, added),
        sets_off=(
            *brief.sets_off,
            *once_locked(company, cycle, option, decided_on=on, under=under),
        ),
    )
