"""When somebody works: weekdays that are no public holiday where they are, outside quiet hours."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from planning.calendar_weeks import SATURDAY

DAY = timedelta(days=1)
BEGINS, ENDS = time(8), time(18)
"""Quiet hours are all others."""
LAST_REMINDER = time(17)
DAYS_BACK_MOST = 14
"""Nobody's holidays are longer; whatever a calendar says, something is found."""


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """A person's, by the time zone the company directory gives them."""

    timezone: str

    def works_at(self, moment: datetime) -> bool:
        local = moment.astimezone(ZoneInfo(self.timezone))
        return self._works_on(local.date()) and BEGINS <= local.time() <= ENDS

    def latest_by(self, moment: datetime) -> datetime:
        """The moment itself, or the last before it at which they still see what comes in."""
        if self.works_at(moment):
            return moment
        zone = ZoneInfo(self.timezone)
        local = moment.astimezone(zone)
        day = local.date() if local.time() > ENDS else local.date() - DAY
        for _ in range(DAYS_BACK_MOST):
            if self._works_on(day):
                break
            day -= DAY
        return datetime.combine(day, LAST_REMINDER, zone)

    def earliest_from(self, moment: datetime) -> datetime:
        """The moment itself, or the first after it at which they work."""
        if self.works_at(moment):
            return moment
        zone = ZoneInfo(self.timezone)
        local = moment.astimezone(zone)
        day = local.date() if local.time() < BEGINS else local.date() + DAY
        for _ in range(DAYS_BACK_MOST):
            if self._works_on(day):
                break
            day += DAY
        return datetime.combine(day, BEGINS, zone)

    def _works_on(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in holidays_of(self.timezone, day.year)


@cache
def holidays_of(timezone: str, year: int) -> AbstractSet[date]:
    """Public holidays of the country the zone lies in; none where it lies in no one country."""
    import holidays  # noqa: PLC0415 half a second that no other step has to wait for

    country: str | None = get_global("zone_territories").get(timezone)
    if country is None or country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))
