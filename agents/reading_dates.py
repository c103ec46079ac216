"""Dates in the words of a mail, found by our own patterns and counted from the day it was sent."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from agents.reading_calendar import COUNTS, DAYS_AWAY, MONTHS, WEEKDAYS, any_of

_LOOK_BACK = timedelta(days=60)
_NOT_ALONE = {"may", "ago", "mar", "set"}  # other words too, unless capitalised
_TWIN_GAP = re.compile(r"[\s,]*(?:the|den|dem|el|le|de)?\s*")
_MONTH, _WEEKDAY = any_of(MONTHS), any_of(WEEKDAYS)
_END = r"(?:the\s+)?end(?:\s+of)?|ende(?:\s+de[rs])?|fin(?:al(?:es)?)?(?:\s+de(?:l|\s+l[ao])?)?"
_NEXT_WEEK = (
    r"next\s+week|(?:nächste|kommende)[rn]?\s+woche|(?:la\s+)?pr[óo]xima\s+semana"
    r"|(?:la\s+)?semana\s+que\s+viene|(?:la\s+)?semaine\s+prochaine"
)
_THIS_WEEK = (
    r"this\s+week|the\s+week|diese[rn]?\s+woche|(?:de\s+)?esta\s+semana|(?:de\s+)?cette\s+semaine"
)
_THIS_MONTH = r"(?:this|the)\s+month|(?:dieses\s+)?monats|(?:este\s+)?mes|(?:du|ce)\s+mois"


class _Days(NamedTuple):
    first: date
    last: date
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day or days a mail speaks of. A week runs Monday to Friday."""

    text: str
    start: int
    end: int
    first: date
    last: date
    whole_month: bool = False
    ambiguous: bool = False
    """People read it in two ways: "next Friday" on a Monday, 05/06."""


def days_in(text: str, today: date) -> list[Day]:
    """Every date in a text, left to right; of overlapping readings the first pattern wins.

    >>> [str(day.last) for day in days_in("in week 50, or end of next week", date(2026, 11, 24))]
    ['2026-12-11', '2026-12-04']
    """
    found: list[Day] = []
    for pattern, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < day.end and day.start < match.end() for day in found):
                continue
            try:
                days = resolve(match, today)
            except (ValueError, OverflowError):  # 31 February, week 60
                continue
            found.append(
                Day(
                    text=match.group().strip(),
                    start=match.start(),
                    end=match.end(),
                    first=days.first,
                    last=days.last,
                    whole_month=resolve is _month,
                    ambiguous=days.ambiguous,
                )
            )
    return _without_weekday_twins(sorted(found, key=lambda day: day.start), text)


def _without_weekday_twins(days: list[Day], text: str) -> list[Day]:
    """One date for "Monday 7 December"; an ambiguous one if that day is no Monday."""
    kept: list[Day] = []
    for day in days:
        twin = kept[-1] if kept else None
        weekday = WEEKDAYS.get(twin.text.lower()) if twin else None
        if twin and weekday is not None and _TWIN_GAP.fullmatch(text, twin.end, day.start):
            wrong = weekday != day.first.weekday() and day.first == day.last
            kept[-1] = replace(day, ambiguous=day.ambiguous or wrong)
        else:
            kept.append(day)
    return kept


def nearest_month(month: int, today: date) -> date:
    """First day of the month a bare name means: the coming one, or one just past."""
    this_year = date(today.year, month, 1)
    if date(today.year, month, monthrange(today.year, month)[1]) < today - _LOOK_BACK:
        return this_year.replace(year=today.year + 1)
    return this_year


def _single(day: date, *, ambiguous: bool = False) -> _Days:
    return _Days(day, day, ambiguous)


def _near(month: int, day: int, today: date, *, ambiguous: bool = False) -> _Days:
    found = date(today.year, month, day)
    if found < today - _LOOK_BACK:
        found = found.replace(year=today.year + 1)
    return _single(found, ambiguous=ambiguous)


def _iso(match: re.Match[str], _today: date) -> _Days:
    return _single(date.fromisoformat(match.group()))


def _numeric(match: re.Match[str], today: date) -> _Days:
    day, month = int(match["d"]), int(match["m"])
    slash = match["sep"] == "/"
    if slash and month > 12:  # noqa: PLR2004 month first, as in 12/24
        day, month = month, day
    # with slashes half the world writes the month first
    ambiguous = slash and day <= 12 and month <= 12 and day != month  # noqa: PLR2004
    if not match["y"]:
        return _near(month, day, today, ambiguous=ambiguous)
    year = int(match["y"])
    return _single(date(year + 2000 if year < 100 else year, month, day), ambiguous=ambiguous)  # noqa: PLR2004


def _named(match: re.Match[str], today: date) -> _Days:
    day, month = int(match["d"]), MONTHS[match["m"].lower().rstrip(".")]
    if match["y"]:
        return _single(date(int(match["y"]), month, day))
    return _near(month, day, today)


def _week(match: re.Match[str], today: date) -> _Days:
    number = int(match["w"])
    year = int(match["y"]) if match["y"] else today.isocalendar().year
    friday = date.fromisocalendar(year, number, 5)
    if not match["y"] and friday < today - _LOOK_BACK:
        friday = date.fromisocalendar(year + 1, number, 5)
    return _Days(friday - timedelta(days=4), friday)


def _monday(today: date, weeks: int) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _end_next_week(_match: re.Match[str], today: date) -> _Days:
    return _single(_monday(today, 1) + timedelta(days=4))


def _next_week(_match: re.Match[str], today: date) -> _Days:
    return _Days(_monday(today, 1), _monday(today, 1) + timedelta(days=4))


def _this_week(_match: re.Match[str], today: date) -> _Days:
    return _single(_monday(today, 0) + timedelta(days=4))


def _end_month(match: re.Match[str], today: date) -> _Days:
    name = match.groupdict().get("m")
    first = nearest_month(MONTHS[name.lower()], today) if name else today.replace(day=1)
    return _single(first.replace(day=monthrange(first.year, first.month)[1]))


def _weekday(match: re.Match[str], today: date) -> _Days:
    wanted = WEEKDAYS[match["wd"].lower()]
    ahead = (wanted - today.weekday()) % 7
    if match["next"]:
        # said on a Monday, "next Friday" may mean this week's or the one after
        return _single(
            _monday(today, 1) + timedelta(days=wanted), ambiguous=wanted > today.weekday()
        )
    return _single(today + timedelta(days=ahead), ambiguous=ahead == 0)


def _away(match: re.Match[str], today: date) -> _Days:
    return _single(today + timedelta(days=DAYS_AWAY[match["w"].lower()]))


def _in_some(match: re.Match[str], today: date) -> _Days:
    words = match["n"].lower()
    count = int(words) if words.isdigit() else COUNTS[words]
    weeks = match["u"].lower().startswith(("w", "s"))
    return _single(today + timedelta(days=count * 7 if weeks else count))


def _month(match: re.Match[str], today: date) -> _Days:
    if match["m"] in _NOT_ALONE:
        raise ValueError
    first = nearest_month(MONTHS[match["m"].lower()], today)
    if match["y"]:
        first = first.replace(year=int(match["y"]))
    return _Days(first, first.replace(day=monthrange(first.year, first.month)[1]))


_Resolver = Callable[[re.Match[str], date], _Days]
_PATTERNS: list[tuple[re.Pattern[str], _Resolver]] = [
    (re.compile(pattern, re.IGNORECASE), resolve)
    for pattern, resolve in (
        (r"\b20\d\d-\d\d-\d\d\b", _iso),
        (
            r"(?<![\d.,])(?P<d>\d{1,2})(?P<sep>\.)(?P<m>\d{1,2})\.(?:(?P<y>20\d\d|\d\d)\b)?(?!\d)",
            _numeric,
        ),
        (
            r"(?<![\d.,/])(?P<d>\d{1,2})(?P<sep>/)(?P<m>\d{1,2})(?:/(?P<y>20\d\d|\d\d))?(?![\d/])",
            _numeric,
        ),
        (
            (
                rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<m>{_MONTH})\b\.?"
                r"(?:\s*,?\s*(?:de\s+)?(?P<y>20\d\d))?"
            ),
            _named,
        ),
        (
            (
                rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d%]|\s?%|[.,]\d)"
                r"(?:\s*,?\s*(?P<y>20\d\d))?"
            ),
            _named,
        ),
        (
            (
                r"\b(?:(?:calendar\s+)?week\s|wk|cw|kw|w(?=\d\d\b)|kalenderwoche|woche|semana|semaine|sem)\.?\s*"
                r"(?P<w>\d{1,2})(?:\s*[/,]?\s*(?P<y>20\d\d))?\b(?!\s?%)"
            ),
            _week,
        ),
        (rf"\b(?:{_END})\s+(?:{_NEXT_WEEK})\b", _end_next_week),
        (rf"\b(?:(?:{_END})\s+(?:{_THIS_WEEK})|eow|fin de semana)\b", _this_week),
        (rf"\b(?:(?:{_END})\s+(?:{_THIS_MONTH})|eom|monatsende)\b", _end_month),
        (rf"\b(?:{_END})\s+(?P<m>{_MONTH})\b", _end_month),
        (rf"\b(?:{_NEXT_WEEK})\b", _next_week),
        (rf"\b(?!the\s)(?:{_THIS_WEEK})\b", _this_week),
        (
            (
                rf"\b(?P<next>(?:next|nächste[nr]?|kommende[nr]?|próximo|proximo)\s+)?(?P<wd>{_WEEKDAY})\b"
                r"(?P<after>\s+prochain)?"
            ),
            _weekday,
        ),
        (rf"(?<!la )(?<!guten )\b(?P<w>{any_of(DAYS_AWAY)})\b(?!')", _away),
        (
            (
                rf"\b(?:in|within|en|dans|dentro de)\s+(?P<n>\d{{1,2}}|{any_of(COUNTS)})\s+"
                r"(?P<u>weeks?|wochen?|semanas?|semaines?|days?|tage?n?|días?|jours?)\b"
            ),
            _in_some,
        ),
        (rf"\b(?P<m>{_MONTH})\b(?:\s+(?P<y>20\d\d))?", _month),
    )
]
