"""From the words of a date to the day or week: what each pattern of `moment_patterns` means."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from agents.reading_calendar import WEEKDAYS
from agents.reading_dates import days_in
from agents.replies.moment import Moment, moment_at
from agents.replies.signs import folded

_WEEK = dt.timedelta(weeks=1)
_LOOK_BACK = dt.timedelta(days=60)
DAYS = {
    **{folded(name): number for name, number in WEEKDAYS.items()},
    **{
        short: number
        for number, names in enumerate(
            ["", "tue tues", "wed weds", "thu thur thurs", "fri", "", "sonnabend"]
        )
        for short in names.split()
    },
}


def _week(match: re.Match[str], year: int, number: int) -> list[Moment]:
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return []
    return [moment_at(match, monday, monday + dt.timedelta(days=4))]


def _year_of_week(number: int, year: str | None, today: dt.date) -> int:
    if year:
        return int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004
    this = today.isocalendar().year
    try:
        friday = dt.date.fromisocalendar(this, number, 5)
    except ValueError:
        return this
    return this + 1 if friday < today - _LOOK_BACK else this


def iso_week(match: re.Match[str], _today: dt.date) -> list[Moment]:
    return _week(match, int(match["y"]), int(match["w"]))


def numbered(match: re.Match[str], today: dt.date) -> list[Moment]:
    number = int(match["w"])
    found = _week(match, _year_of_week(number, match["y"], today), number)
    if match["w2"]:
        second = int(match["w2"])
        found += _week(match, _year_of_week(second, match["y"], today), second)
    return found


def weekday_of_week(match: re.Match[str], today: dt.date) -> list[Moment]:
    if match["w"]:
        number = int(match["w"])
        try:
            monday = dt.date.fromisocalendar(_year_of_week(number, None, today), number, 1)
        except ValueError:
            return []
    else:
        monday = _monday(today) + (_WEEK if match["next"] else dt.timedelta())
    day = monday + dt.timedelta(days=DAYS[match["wd"]])
    return [moment_at(match, day, day)]


def beginning(match: re.Match[str], today: dt.date) -> list[Moment]:
    days = days_in(match["date"], today)
    if len(days) != 1:
        return []
    monday = _monday(days[0].first)
    return [moment_at(match, monday, monday + dt.timedelta(days=4), doubtful=days[0].ambiguous)]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def end_next(match: re.Match[str], today: dt.date) -> list[Moment]:
    friday = _monday(today) + _WEEK + dt.timedelta(days=4)
    return [moment_at(match, friday, friday)]


def weeks_on(weeks: int) -> Callable[[re.Match[str], dt.date], list[Moment]]:
    def resolve(match: re.Match[str], today: dt.date) -> list[Moment]:
        monday = _monday(today) + weeks * _WEEK
        return [moment_at(match, monday, monday + dt.timedelta(days=4))]

    return resolve


def days_on(days: int) -> Callable[[re.Match[str], dt.date], list[Moment]]:
    def resolve(match: re.Match[str], today: dt.date) -> list[Moment]:
        day = today + dt.timedelta(days=days)
        return [moment_at(match, day, day)]

    return resolve


def coming(match: re.Match[str], today: dt.date) -> list[Moment]:
    ahead = (DAYS[match["wd"]] - today.weekday()) % 7
    day = today + dt.timedelta(days=ahead)
    return [replace(moment_at(match, day, day, doubtful=ahead == 0), weekday=day.weekday())]


def next_weekday(match: re.Match[str], today: dt.date) -> list[Moment]:
    """Said late in the week it is the coming one; early in the week it can be two."""
    wanted = DAYS[match["wd"]]
    day = _monday(today) + _WEEK + dt.timedelta(days=wanted)
    return [replace(moment_at(match, day, day, doubtful=wanted > today.weekday()), weekday=wanted)]


def day_of_month(match: re.Match[str], today: dt.date) -> list[Moment]:
    wanted = int(match["d"])
    first = today.replace(day=1)
    for _ in range(3):
        try:
            day = first.replace(day=wanted)
        except ValueError:
            day = dt.date.min
        if day >= today:
            return [replace(moment_at(match, day, day), bare_day=True)]
        first = (first + dt.timedelta(days=32)).replace(day=1)
    return []


def end_of_year(match: re.Match[str], today: dt.date) -> list[Moment]:
    day = today.replace(month=12, day=31)
    return [moment_at(match, day, day)]


def dotted(match: re.Match[str], today: dt.date) -> list[Moment]:
    try:
        year = int(match["y"]) if match["y"] else today.year
        day = dt.date(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))  # noqa: PLR2004
    except ValueError:
        return []
    if not match["y"] and day < today - _LOOK_BACK:
        day = day.replace(year=day.year + 1)
    return [moment_at(match, day, day)]
