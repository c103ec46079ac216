"""The brief of the lock: the chosen option becomes the plan, with everything it sets off."""

from collections.abc import Iterator, Sequence
from functools import partial

from agents.briefs.about import about_shortage
from agents.briefs.causes import causes_of
from agents.briefs.framing import (
    MARGIN,
    brief_option,
    pick_of,
    sections_of,
    silence_of,
    stake_of,
    subject_of,
    why_now,
)
from agents.briefs.measures import brief_metrics
from agents.briefs.resting_on import premises_of
from agents.briefs.snapshot import Reconciliation
from gates.brief import Brief, Pick, SetsOff
from gates.catalogue import EXECUTIVE_LOCK
from gates.follow_through import lock_effects, sets_off
from planning import written
from planning.company import Person
from planning.options import SolvedOption


def executive_lock_brief(
    snapshot: Reconciliation, *, choice: str, chosen_by: tuple[str, ...] = (), reason: str = ""
) -> Brief:
    """`chosen_by` settled the trade-off, whoever acted before whom they acted for.

    None of them can lock it too; it is nobody where nothing was short.
    """
    option = snapshot.option(choice)
    people = {person.key: person for person in snapshot.company.people}
    choosers = [people[key] for key in chosen_by if key in people]
    return Brief(
        gate=EXECUTIVE_LOCK.name,
        subject=subject_of(snapshot),
        question=_question(snapshot, option),
        why_now=why_now(snapshot),
        stake=stake_of(snapshot, option),
        silence=silence_of(snapshot, EXECUTIVE_LOCK, "Until the plan is locked, nothing leaves."),
        authors=snapshot.authors,
        submitters=snapshot.submitters,
        recommenders=tuple(person.key for person in choosers),
        about=about_shortage(snapshot.company, snapshot.constraints),
        pick=_pick(snapshot, option, choosers, reason),
        metrics=brief_metrics(snapshot.company),
        options=tuple(brief_option(snapshot, one) for one in snapshot.options),
        sections=sections_of(snapshot),
        causes=causes_of(snapshot),
        evidence=snapshot.evidence,
        sets_off=tuple(_sets_off(snapshot, option)),
        premises=tuple(one for o in snapshot.options for one in premises_of(snapshot, o)),
    )


def _sets_off(snapshot: Reconciliation, chosen: SolvedOption) -> Iterator[SetsOff]:
    """What locking sets off; then, by option, what happens instead if a condition lapses."""
    company, on = snapshot.company, snapshot.decided_on
    locking = partial(
        lock_effects,
        company,
        snapshot.cycle,
        decided_on=on,
        gates=snapshot.gates,
        recipes=snapshot.recipes,
    )
    yield from sets_off(company, locking(chosen))
    for other in snapshot.options:
        if other is not chosen:
            effects = locking(other)
            yield from sets_off(company, effects, option=other.scenario.key)


def _question(snapshot: Reconciliation, option: SolvedOption) -> str:
    if not option.scenario.levers:
        return f"Leave {snapshot.cycle} without a locked plan?"
    return f"Lock the {snapshot.cycle} plan with “{option.scenario.name}”?"


def _pick(
    snapshot: Reconciliation, option: SolvedOption, choosers: Sequence[Person], reason: str
) -> Pick:
    """What was recommended, if it was chosen; else the choice, and what was recommended instead."""
    said = f": “{reason.strip()}”" if reason.strip() else ""
    named = " for ".join(f"{person.name}, {person.title}," for person in choosers)
    chosen = (f"{named} chose it{said}",) if choosers else ()
    pick = pick_of(snapshot)
    if option.scenario.key == pick.option:
        return Pick(option=pick.option, because=(*chosen, *pick.because), doubts=pick.doubts)
    breaks = (f"Changes if {option.breaks_if}",) if option.breaks_if else ()
    return Pick(
        option=option.scenario.key,
        because=chosen,
        doubts=(_instead(option, snapshot.option(pick.option)), *breaks),
    )


def _instead(option: SolvedOption, recommended: SolvedOption) -> str:
    more = recommended.metrics[MARGIN] - option.metrics[MARGIN]
    earns = f", which earns {written.eur(more)} more" if more > 0 else ""
    return f"The recommendation was {recommended.scenario.name}{earns}"
