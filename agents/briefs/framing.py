"""What stands around the options: why now, what is at stake, what silence means, who said what."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from agents.briefs.drawings import charts, family_of
from agents.briefs.measures import brief_values
from agents.briefs.money import money_lines
from agents.briefs.outcomes import outcome_of, range_chart
from agents.briefs.snapshot import Reconciliation, Reviewed
from gates.brief import Option, Pick, Section, Silence, Stake, WhyNow
from gates.gate import Gate, Verb
from gates.option_form import what_changed
from planning import written
from planning.company import Company
from planning.constraints import Constraint, ConstraintKind
from planning.levers import next_promotion
from planning.options import SolvedOption
from planning.scenario import Scenario

MARGIN = "margin_after_cost_eur"
CENT = Decimal("0.01")


def subject_of(snapshot: Reconciliation) -> str:
    promotion = next_promotion(snapshot.company)
    if promotion is not None:
        return f"{family_of(snapshot.company, promotion.skus)}, {snapshot.cycle}"
    names = written.listed([one.name for one in snapshot.constraints])
    return f"{names}, {snapshot.cycle}" if names else snapshot.cycle


def need_of(snapshot: Reconciliation) -> str:
    """What the options are for."""
    promotion = next_promotion(snapshot.company)
    if promotion is not None:
        return f"supply the +{written.pct(promotion.uplift_pct)} {promotion.name}"
    names = written.listed([written.in_sentence(one.name) for one in snapshot.constraints])
    return f"make up for the shortage of {names}" if names else "supply the agreed demand"


def why_now(snapshot: Reconciliation) -> WhyNow:
    """The rule that asked: the constraint with the most at stake, or none left to settle."""
    if not snapshot.constraints:
        return WhyNow(
            rule="every plan is locked by a person",
            observed="the agreed demand can be supplied in full",
            threshold="no unit lost",
            at=snapshot.now,
        )
    worst = snapshot.constraints[0]
    rule = {
        ConstraintKind.COMPONENT: "component cover below forecast",
        ConstraintKind.CAPACITY: "line hours below forecast",
        ConstraintKind.FENCE: "schedule fixed below forecast",
    }[worst.kind]
    if worst.covered_pct is None or worst.uplift_pct is None:
        lost = f"{written.number(worst.lost_units)} units are lost"
        return WhyNow(
            rule=rule,
            observed=f"{worst.cause}; {lost}",
            threshold="no unit lost",
            at=snapshot.now,
        )
    return WhyNow(
        rule=rule,
        observed=f"{_covers(snapshot, worst)} {_uplift(worst.covered_pct)}",
        threshold=f"+{written.pct(worst.uplift_pct)} forecast",
        at=snapshot.now,
    )


def _uplift(covered_pct: Decimal) -> str:
    return f"+{written.pct(covered_pct)}" if covered_pct else "no uplift"


def _covers(snapshot: Reconciliation, short: Constraint) -> str:
    parts = {part.code: part for part in snapshot.company.components}
    if short.kind is not ConstraintKind.COMPONENT:
        return f"the hours of {short.name} cover"
    part = parts[short.code]
    lead = written.counted(part.lead_time_weeks, "week")
    return (
        f"{part.supplier} needs {lead}, and {written.in_sentence(part.name)} "
        f"on hand and on order covers"
    )


def stake_of(snapshot: Reconciliation, option: SolvedOption) -> Stake:
    """Money between this option and doing nothing; for doing nothing, what it gives away."""
    idle = snapshot.idle
    if option is idle:
        best = max(snapshot.options, key=lambda one: one.metrics[MARGIN])
        given = best.metrics[MARGIN] - idle.metrics[MARGIN]
        lost = written.short(idle.metrics["lost_units"])
        return Stake(
            amount_eur=given,
            headline=f"{written.eur(given)} margin",
            detail=f"What {best.scenario.name} would earn more; {lost} units are lost",
        )
    more = option.metrics[MARGIN] - idle.metrics[MARGIN]
    sold = option.metrics["units_sold_units"] - idle.metrics["units_sold_units"]
    direction = "more" if sold >= 0 else "fewer"
    return Stake(
        amount_eur=abs(more),
        headline=f"{written.eur(more)} margin",
        detail=f"{written.short(abs(sold))} {direction} units sold, against {idle.scenario.name}",
    )


def silence_of(snapshot: Reconciliation, gate: Gate, meanwhile: str) -> Silence:
    person = snapshot.person_of(snapshot.gates[gate.name].escalates_to)
    due = snapshot.due.astimezone(snapshot.zone)
    when = f"{written.day(due.date())} {due:%H:%M}"
    return Silence(
        headline=f"Escalates to {person.name}",
        detail=f"{person.name}, {person.title}, is asked {when}. {meanwhile}",
    )


def brief_option(snapshot: Reconciliation, option: SolvedOption) -> Option:
    drafted = option.scenario.changed_from
    base = snapshot.option(drafted).scenario if drafted is not None else None
    return option_of(snapshot.company, snapshot.constraints, option, base)


def option_of(
    company: Company,
    constraints: Sequence[Constraint],
    option: SolvedOption,
    base: Scenario | None = None,
) -> Option:
    """`base` is the drafted scenario, where an approver changed it."""
    return Option(
        key=option.scenario.key,
        name=option.scenario.name,
        summary=option.scenario.summary,
        values=brief_values(company, option),
        choose_by=option.choose_by,
        breaks_if=option.breaks_if,
        commits_eur=_commits(option),
        charts=(*charts(company, constraints, option), *range_chart(option)),
        changed_from=option.scenario.changed_from,
        changes=what_changed(company, base, option.scenario) if base is not None else (),
        outcome=outcome_of(company, option),
    )


def _commits(option: SolvedOption) -> Decimal:
    """Its extra cost: overtime, expedite and carrying. Doing nothing commits nothing."""
    if not option.scenario.levers:
        return Decimal(0)
    return option.metrics["extra_cost_eur"].quantize(CENT)


def pick_of(snapshot: Reconciliation) -> Pick:
    """The recommendation; who dissents from it is the first doubt."""
    pick = snapshot.pick
    dissents = tuple(
        f"{one.name}, {one.role}, would take {snapshot.option(one.choice).scenario.name}"
        for one in snapshot.reviews
        if one.choice is not None and one.choice != pick.option
    )
    return replace(pick, doubts=(*dissents, *pick.doubts))


def sections_of(snapshot: Reconciliation) -> tuple[Section, ...]:
    """Only those that hold something."""
    named = (
        ("since", "Since last month", snapshot.since),
        ("money", "In money", _money(snapshot)),
        ("contradictions", "What can't all be kept", snapshot.contradictions),
        ("reviews", "Reviews", tuple(_said(snapshot, one) for one in snapshot.reviews)),
        ("waived", "Waived findings", snapshot.waived),
    )
    return tuple(Section(key=key, title=title, lines=lines) for key, title, lines in named if lines)


def _money(snapshot: Reconciliation) -> tuple[str, ...]:
    """Of the option that is recommended."""
    pick = snapshot.option(snapshot.pick.option)
    return money_lines(snapshot.company, pick, snapshot.last_plan)


def _said(snapshot: Reconciliation, review: Reviewed) -> str:
    chosen = snapshot.option(review.choice).scenario.name if review.choice else ""
    verbs = {Verb.APPROVE: "approves", Verb.DISSENT: "dissents"}
    said = verbs.get(review.verb, review.verb.value.replace("_", " "))
    if chosen:
        said += f" and would take {chosen}" if review.verb is Verb.DISSENT else f" {chosen}"
    quoted = f": “{review.reason.strip()}”" if review.reason.strip() else ""
    return f"{review.name}, {review.role}, {said}{quoted}"
