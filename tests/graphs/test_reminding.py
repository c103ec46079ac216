"""Reminders come when their reader works, and never after the deadline."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.cadence import Cadence
from graphs.own_calendar import OwnCalendar, holidays_of
from graphs.reminding import reminder_times, reminders_due

BERLIN, MADRID = OwnCalendar("Europe/Berlin"), OwnCalendar("Europe/Madrid")


def berlin(*at: int) -> datetime:
    return datetime(*at, tzinfo=ZoneInfo("Europe/Berlin"))  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("due", "own", "expected"),
    [
        pytest.param(berlin(2026, 11, 4, 17), BERLIN, berlin(2026, 11, 3, 17), id="plain days"),
        pytest.param(berlin(2026, 11, 9, 17), BERLIN, berlin(2026, 11, 6, 17), id="a weekend"),
        pytest.param(berlin(2027, 1, 4, 17), BERLIN, berlin(2026, 12, 31, 17), id="New Year's Day"),
        pytest.param(berlin(2026, 12, 9, 17), MADRID, berlin(2026, 12, 7, 17), id="only in Spain"),
        pytest.param(berlin(2026, 12, 9, 17), BERLIN, berlin(2026, 12, 8, 17), id="not in Germany"),
        pytest.param(berlin(2026, 11, 4, 23), BERLIN, berlin(2026, 11, 3, 17), id="late at night"),
        pytest.param(berlin(2026, 11, 4, 6), BERLIN, berlin(2026, 11, 2, 17), id="before dawn"),
    ],
)
def test_the_first_reminder(due: datetime, own: OwnCalendar, expected: datetime) -> None:
    assert reminder_times(due, Cadence(), own)[0] == expected


def test_where_no_country_is_known_only_weekends_count() -> None:
    assert holidays_of("UTC", 2026) == frozenset()
    assert date(2026, 12, 25) in holidays_of("Europe/Copenhagen", 2026)
    assert OwnCalendar("UTC").works_at(datetime(2026, 12, 25, 12, tzinfo=UTC))


ZONES = st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "America/New_York", "UTC"])
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(due=MOMENTS, zone=ZONES, hours=st.integers(1, 96), most=st.integers(1, 5))
def test_every_reminder_is_on_time_and_in_working_hours(
    due: datetime, zone: str, hours: int, most: int
) -> None:
    own = OwnCalendar(zone)
    cadence = Cadence(reminder_hours=hours, reminders_max=most)
    times = reminder_times(due, cadence, own)
    assert len(times) == most
    assert times == sorted(times)
    assert all(own.works_at(one) and one <= due for one in times)
    assert reminders_due(due, cadence, due, own) == most
    assert reminders_due(due, cadence, times[0] - timedelta(seconds=1), own) == 0
