"""What past forecasts came to, by stream, region, person and lag: WAPE, bias, and value added.

The naive forecast each is held against is what `planning.forecast_methods.naive` would have said
of the same series then, from the months known at that lag.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planning.accuracy import (
    DEFINITIONS,
    FVA_DEAD_ZONE,
    Outcome,
    bias_pct,
    fva,
    wape,
)
from planning.company import Company, PastForecast

YEAR = 12
Actuals = dict[tuple[str, str, str], dict[date, int]]


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
    definitions: int = DEFINITIONS

    @property
    def adds(self) -> bool | None:
        """Whether it beats naive; None inside the dead zone, or where that isn't known."""
        if self.fva is None or abs(self.fva) < FVA_DEAD_ZONE:
            return None
        return self.fva > 0


def outcomes_of(company: Company, more: Iterable[PastForecast] = ()) -> Iterator[Recorded]:
    """Past forecasts for months whose orders are known. A month without a line had none."""
    actuals: Actuals = defaultdict(dict)
    for line in company.history:
        actuals[line.region, line.sku, line.tier][line.month] = line.units
    known = {line.month for line in company.history}
    for said in (*company.past_forecasts, *more):
        if said.month in known:
            yield _recorded(said, actuals[said.region, said.sku, said.tier])


def _recorded(said: PastForecast, series: dict[date, int]) -> Recorded:
    actual, plain = series.get(said.month, 0), _naive(series, said.month, said.lag_months)
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


def _naive(series: dict[date, int], month: date, lag_months: int) -> int | None:
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
    steps, naive = [step for step, _ in held], [plain for _, plain in held]
    return Record(
        stream=first.stream,
        person=first.person,
        region=first.region,
        lag_months=first.outcome.lag_months,
        months=len({one.month for one in alike}),
        wape=wape(outcomes),
        bias_pct=bias_pct(outcomes),
        fva=fva(steps, naive=naive) if sum(one.actual_units for one in steps) else None,
    )
