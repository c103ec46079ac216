"""R82: a region that has been too high (or low) for months; what that would take off."""

from collections import defaultdict
from collections.abc import Iterator

from planning import figures
from planning.accuracy import bias_pct
from planning.checks.finding import Finding, Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Sent
from planning.track_record import outcomes_of

STREAM = "regional"
FAR_PCT = 10.0
LEAST_MONTHS = 3
SAME_SIDE = 0.75


def past_bias(sent: Sent) -> Iterator[Finding]:
    """|bias| > 10 % at the shortest lag with three months, three in four of them on one side."""
    company, region = sent.facts.company, sent.facts.region
    said = [o for o in outcomes_of(company) if o.stream == STREAM and o.region == region]
    by_lag: dict[int, dict[object, int]] = defaultdict(lambda: defaultdict(int))
    for one in said:
        off = one.outcome.forecast_units - one.outcome.actual_units
        by_lag[one.outcome.lag_months][one.month] += off
    lag = next((lag for lag in sorted(by_lag) if len(by_lag[lag]) >= LEAST_MONTHS), None)
    if lag is None or not sent.numbers:
        return
    outcomes = [one.outcome for one in said if one.outcome.lag_months == lag]
    if not sum(one.actual_units for one in outcomes):
        return
    bias, months = bias_pct(outcomes), by_lag[lag]
    same = sum((off > 0) == (bias > 0) for off in months.values() if off)
    if abs(bias) > FAR_PCT and same >= SAME_SIDE * len(months):
        yield _biased(sent, bias, lag, len(months))


def _biased(sent: Sent, bias: float, lag: int, months: int) -> Finding:
    kept = 1 / (1 + bias / 100)
    off = {k: round(n.units * (1 - kept)) for k, n in sent.numbers.items() if n.units > 0}
    total = sum(number.units for number in sent.numbers.values())
    side = "high" if bias > 0 else "low"
    said = Said(
        rule="R82",
        severity=Severity.NOTE,
        observed=figures.number(total),
        expected=f"about {figures.number(round(total * kept))}, if it is as before",
        says=f"{sent.facts.place} was {abs(bias):.1f} % too {side} over {months} months, "
        f"{figures.count(lag, 'month')} ahead; the same again would be "
        f"{figures.count(abs(total - round(total * kept)), 'unit')}.",
        kind="a bias of months",
        fix="Nothing to correct by itself; the demand review looks at it.",
    )
    return about_all(sent, off or dict.fromkeys(sent.numbers, 0), said).finding
