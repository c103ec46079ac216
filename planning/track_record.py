"""What past forecasts came to, by stream, region, person and lag: WAPE, bias, and value added.

The naive forecast each is held against is what `planning.forecast_methods.naive` would have said
of the same series then, from the months known at that lag. The step before is the nearest stream
below it on the ladder that said something of the same months, series and lag.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from planning.accuracy import (
    DEFINITIONS,
    FVA_DEAD_ZONE,
    Outcome,
    bias_pct,
    fva,
    wape,
)
from planning.company import Company
from planning.company_records import PastForecast

YEAR = 12
LADDER = ("statistical", "regional", "marketing", "finance", "consensus", "constrained", "locked")
"""Who speaks after whom; a stream of another name comes after the statistical one."""
Actuals = dict[tuple[str, str, str], dict[date, int]]
Steps = dict[tuple[str, str, str, date, int], dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One past forecast of one series, and what came."""

    stream: str
    person: str | None
    region: str
    month: date
    outcome: Outcome
    naive: Outcome | None
    """None where nothing was known of the series then."""
    before: tuple[str, Outcome] | None = None
    """What the step before said, and which it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All of one stream's, region's and person's forecasts at one lag."""

    stream: str
    person: str | None
    region: str
    lag_months: int
    months: int
    wape: float
    bias_pct: float
    """Positive means too high."""
    fva: float | None
    """WAPE(naive) - WAPE, over the forecasts that have a naive one."""
    step_before: str = ""
    """The stream below it on the ladder; empty where none said anything of the same."""
    fva_of_step: float | None = None
    """WAPE(step before) - WAPE, over the forecasts that have one."""
    definitions: int = DEFINITIONS

    @property
    def adds(self) -> bool | None:
        """Whether it beats naive; None inside the dead zone, or where that isn't known."""
        return _beats(self.fva)

    @property
    def adds_to_step(self) -> bool | None:
        """Likewise against the step before."""
        return _beats(self.fva_of_step)


def _beats(added: float | None) -> bool | None:
    return None if added is None or abs(added) < FVA_DEAD_ZONE else added > 0


def outcomes_of(company: Company, more: Iterable[PastForecast] = ()) -> Iterator[Recorded]:
    """Past forecasts for months whose orders are known. A month without a line had none."""
    actuals: Actuals = defaultdict(dict)
    for line in company.history:
        actuals[line.region, line.sku, line.tier][line.month] = line.units
    known = {line.month for line in company.history}
    every = [said for said in (*company.past_forecasts, *more) if said.month in known]
    steps: Steps = defaultdict(dict)
    for said in every:
        steps[_same(said)][said.stream] = said.units
    for said in every:
        one = _recorded(said, actuals[said.region, said.sku, said.tier])
        yield replace(one, before=_step_before(said, steps[_same(said)], one.outcome.actual_units))


def _same(said: PastForecast) -> tuple[str, str, str, date, int]:
    return (said.region, said.sku, said.tier, said.month, said.lag_months)


def _rung(stream: str) -> int:
    return LADDER.index(stream) if stream in LADDER else 1


def _step_before(
    said: PastForecast, others: dict[str, int], actual: int
) -> tuple[str, Outcome] | None:
    below = [one for one in others if _rung(one) < _rung(said.stream)]
    if not below:
        return None
    nearest = max(below, key=_rung)
    return nearest, _outcome(said.lag_months, others[nearest], actual)


def _recorded(said: PastForecast, series: dict[date, int]) -> Recorded:
    actual, plain = series.get(said.month, 0), naive_of(series, said.month, said.lag_months)
    return Recorded(
        stream=said.stream,
        person=said.person,
        region=said.region,
        month=said.month,
        outcome=_outcome(said.lag_months, said.units, actual),
        naive=None if plain is None else _outcome(said.lag_months, plain, actual),
    )


def _outcome(lag_months: int, forecast: int, actual: int) -> Outcome:
    return Outcome(lag_months=lag_months, forecast_units=forecast, actual_units=actual)


def naive_of(series: dict[date, int], month: date, lag_months: int) -> int | None:
    """The same month of the latest year known then; without a year, the last month known."""
    seasons = -(-lag_months // YEAR)
    last, season = _before(month, lag_months), _before(month, YEAR * seasons)
    return series.get(season, series.get(last))


def _before(month: date, months: int) -> date:
    at = month.year * YEAR + month.month - 1 - months
    return date(at // YEAR, at % YEAR + 1, 1)


def records(outcomes: Iterable[Recorded]) -> tuple[Record, ...]:
    """One for each stream, region, person and lag; none where nothing was ordered."""
    groups: dict[tuple[str, str, str, int], list[Recorded]] = defaultdict(list)
    for one in outcomes:
        key = (one.region, one.stream, one.person or "", one.outcome.lag_months)
        groups[key].append(one)
    return tuple(
        _record(groups[key])
        for key in sorted(groups)
        if sum(one.outcome.actual_units for one in groups[key])
    )


def _record(alike: list[Recorded]) -> Record:
    first, outcomes = alike[0], [one.outcome for one in alike]
    held = [(one.outcome, one.naive) for one in alike if one.naive is not None]
    named = [one.before[0] for one in alike if one.before is not None]
    nearest = max(named, key=_rung, default="")
    both = [(o.outcome, o.before[1]) for o in alike if o.before and o.before[0] == nearest]
    return Record(
        stream=first.stream,
        person=first.person,
        region=first.region,
        lag_months=first.outcome.lag_months,
        months=len({one.month for one in alike}),
        wape=wape(outcomes),
        bias_pct=bias_pct(outcomes),
        fva=_added(held),
        step_before=nearest,
        fva_of_step=_added(both),
    )


def _added(held: list[tuple[Outcome, Outcome]]) -> float | None:
    steps, before = [step for step, _ in held], [plain for _, plain in held]
    return fva(steps, naive=before) if sum(one.actual_units for one in steps) else None
