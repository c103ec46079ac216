"""The brief of the gate `missing_input`: wait one more day, or go on with last month's numbers."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gates.brief import Brief, Metric, Option, Pick, SetsOff, Silence, Stake, WhyNow
from planning import figures, written
from planning.substitution import AtRisk

WAIT, SUBSTITUTE = "wait", "substitute"
MATERIAL_PCT = Decimal(3)
"""Of the region's own numbers: a usual stray above this is worth a day."""

METRICS = (
    Metric(
        key="units_at_risk",
        label="Units that could be off",
        unit="units",
        better="lower",
        decimals=0,
    ),
    Metric(
        key="eur_at_risk",
        label="At list price",
        unit="EUR",
        better="lower",
        decimals=0,
        emphasis=True,
    ),
    Metric(
        key="days_lost",
        label="Working days the cycle waits",
        unit="days",
        better="lower",
        decimals=0,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingInputSnapshot:
    """Everything the brief says. Names are of record; moments carry the decider's zone."""

    cycle: str
    region: str
    region_code: str
    owner: str
    at: datetime
    due: datetime
    """When the input was due."""
    reminders: int
    settled: str
    """Who has been heard: `2 of 3 regions`."""
    at_risk: AtRisk
    decide_by: datetime
    wait_until: datetime
    """The end of the one more working day."""
    escalates_to: str
    holds_up: str
    """As the start of a sentence: `The demand review`."""


def missing_input_brief(snapshot: MissingInputSnapshot) -> Brief:
    """What the S&OP lead settles when a region is still missing at the cut-off."""
    what = f"{snapshot.region}'s forecast"
    return Brief(
        gate="missing_input",
        subject=f"{what}, {snapshot.cycle}",
        question=f"Go on without {what}?",
        why_now=_why_now(snapshot),
        stake=Stake(
            amount_eur=snapshot.at_risk.eur,
            headline=f"{written.eur(snapshot.at_risk.eur)} could be off",
            detail=_could_move(snapshot),
        ),
        silence=Silence(
            headline=f"Goes to {snapshot.escalates_to}",
            detail=f"{snapshot.escalates_to} is asked {written.moment(snapshot.decide_by)}. "
            f"{snapshot.holds_up} waits meanwhile; no number is substituted by silence.",
        ),
        authors=(),
        about={"region": (snapshot.region_code,)},
        commits_none=True,
        pick=_pick(snapshot),
        metrics=METRICS,
        options=(_wait(snapshot), _substitute(snapshot)),
        sets_off=_sets_off(snapshot),
    )


def _why_now(snapshot: MissingInputSnapshot) -> WhyNow:
    asked = figures.count(snapshot.reminders, "reminder")
    return WhyNow(
        rule="input missing at the cut-off",
        observed=f"nothing usable from {snapshot.owner} after {asked}; {snapshot.settled} settled",
        threshold=f"due {written.moment(snapshot.due)}",
        at=snapshot.at,
    )


def _could_move(snapshot: MissingInputSnapshot) -> str:
    risk = snapshot.at_risk
    return (
        f"Last month's forecast is {figures.count(risk.last_units, 'unit')}, "
        f"{written.eur(risk.last_eur)} at list price; its items usually stray by "
        f"{figures.count(risk.units, 'unit')} in all"
    )


def _pick(snapshot: MissingInputSnapshot) -> Pick:
    risk = snapshot.at_risk
    share = 100 * risk.eur / risk.last_eur if risk.last_eur else Decimal(100)
    stray = f"Its numbers usually stray by {share:.1f} %"
    if share > MATERIAL_PCT:
        return Pick(
            option=WAIT,
            because=(f"{stray}, above the {MATERIAL_PCT} % that is worth a day",),
            doubts=(f"{snapshot.holds_up} starts a working day later",),
        )
    return Pick(
        option=SUBSTITUTE,
        because=(f"{stray}, below the {MATERIAL_PCT} % that is worth a day",),
        doubts=(f"A promotion or listing {snapshot.owner} knows of would be missed",),
    )


def _wait(snapshot: MissingInputSnapshot) -> Option:
    until = written.moment(snapshot.wait_until)
    return Option(
        key=WAIT,
        name="Wait one more working day",
        summary=f"{snapshot.owner} is asked again, until {until}.",
        values=_values(0, Decimal(0), days=1),
        choose_by=None,
        breaks_if=f"nothing arrives by {until}",
    )


def _substitute(snapshot: MissingInputSnapshot) -> Option:
    risk = snapshot.at_risk
    return Option(
        key=SUBSTITUTE,
        name="Use last month's numbers",
        summary=f"{snapshot.region} stands in the baseline with last month's "
        f"{figures.count(risk.last_units, 'unit')}, labelled as such.",
        values=_values(risk.units, risk.eur, days=0),
        choose_by=snapshot.decide_by.date(),
        breaks_if=f"{snapshot.region} has changed more than its items usually stray",
    )


def _values(units: int, eur: Decimal, *, days: int) -> dict[str, Decimal]:
    return {"units_at_risk": Decimal(units), "eur_at_risk": eur, "days_lost": Decimal(days)}


def _sets_off(snapshot: MissingInputSnapshot) -> tuple[SetsOff, ...]:
    return (
        SetsOff(
            kind="mail",
            text=f"A last request, due {written.moment(snapshot.wait_until)}",
            who=snapshot.owner,
            when="at once",
            option=WAIT,
        ),
        SetsOff(
            kind="next",
            text=f"The question comes back {written.moment(snapshot.wait_until)} if nothing came",
            who="",
            when=written.moment(snapshot.wait_until),
            option=WAIT,
        ),
        SetsOff(
            kind="lock",
            text=f"{snapshot.region}: last month's numbers, labelled as substituted",
            who="",
            when="at once",
            option=SUBSTITUTE,
        ),
        SetsOff(
            kind="mail",
            text="Their numbers were not waited for",
            who=snapshot.owner,
            when="at once",
            option=SUBSTITUTE,
        ),
        SetsOff(
            kind="next",
            text="The baseline is put to whoever freezes it",
            who="",
            when="once every region is settled",
            option=SUBSTITUTE,
        ),
    )
