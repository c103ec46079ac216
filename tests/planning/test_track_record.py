"""Past forecasts against what was ordered: by stream, region, person and lag, never mixed."""

from datetime import date

import pytest

from planning.company import Company, DemandLine
from planning.company_records import PastForecast
from planning.track_record import Record, outcomes_of, records
from tests.small_companies import company

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def ordered(month: date, units: int, region: str = "north") -> DemandLine:
    return DemandLine(region=region, sku="BAR", tier="key", month=month, units=units)


def said(
    month: date, units: int, *, lag: int = 1, stream: str = "regional", person: str | None = "erik"
) -> PastForecast:
    return PastForecast(
        stream=stream,
        person=person,
        region="north",
        sku="BAR",
        tier="key",
        month=month,
        lag_months=lag,
        units=units,
    )


def known(*past: PastForecast) -> Company:
    history = (ordered(MAY, 80), ordered(JUNE, 100), ordered(JULY, 200))
    return company(history=history, past_forecasts=past)


def told(*past: PastForecast) -> tuple[Record, ...]:
    return records(outcomes_of(known(*past)))


def test_error_bias_and_value_added_are_reckoned_by_hand() -> None:
    (one,) = told(said(JUNE, 110), said(JULY, 180))
    assert (one.stream, one.person, one.region, one.lag_months, one.months) == (
        "regional",
        "erik",
        "north",
        1,
        2,
    )
    assert one.wape == pytest.approx(30 / 300)
    assert one.bias_pct == pytest.approx(-100 / 30)
    # naive said 80 of June and 100 of July
    assert one.fva == pytest.approx(120 / 300 - 30 / 300)
    assert one.adds


def test_lags_streams_and_people_are_never_mixed() -> None:
    found = told(
        said(JULY, 180),
        said(JULY, 150, lag=2),
        said(JULY, 200, stream="statistical", person=None),
        said(JULY, 210, person="ann"),
    )
    assert [(one.stream, one.person, one.lag_months) for one in found] == [
        ("regional", "ann", 1),
        ("regional", "erik", 1),
        ("regional", "erik", 2),
        ("statistical", None, 1),
    ]
    assert found[2].fva == pytest.approx((200 - 80) / 200 - 50 / 200), "two months ahead knew May"


def test_a_month_that_is_not_over_says_nothing() -> None:
    assert told(said(date(2026, 12, 1), 100)) == ()


def test_a_series_nobody_knew_has_no_naive_forecast() -> None:
    (one,) = told(said(MAY, 80))
    assert (one.wape, one.fva, one.adds) == (0.0, None, None)


def test_near_naive_neither_adds_nor_takes_away() -> None:
    (one,) = told(said(JULY, 104))
    assert one.adds is None
    (worse,) = told(said(JULY, 20))
    assert worse.adds is False


def test_value_added_over_the_step_before_is_of_the_same_months_series_and_lag() -> None:
    found = {
        one.stream: one
        for one in told(
            said(JUNE, 140, stream="statistical", person=None),
            said(JULY, 180, stream="statistical", person=None),
            said(JUNE, 110),
            said(JULY, 180),
            said(JULY, 200, stream="consensus", person=None),
            said(JULY, 0, lag=2, stream="statistical", person=None),
        )
        if one.lag_months == 1
    }
    regional, consensus = found["regional"], found["consensus"]
    assert (regional.step_before, consensus.step_before) == ("statistical", "regional")
    assert regional.fva_of_step == pytest.approx((40 + 20) / 300 - (10 + 20) / 300)
    assert regional.adds_to_step
    assert consensus.fva_of_step == pytest.approx(20 / 200 - 0)
    assert found["statistical"].step_before == ""
    assert found["statistical"].fva_of_step is None
