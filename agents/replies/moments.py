"""When: weeks, days and months in the words of a mail, counted from the day it came."""

import datetime as dt
import re
from dataclasses import replace

from agents.reading_dates import days_in
from agents.replies.moment import Moment, week_name
from agents.replies.moment_counting import DAYS
from agents.replies.moment_patterns import PATTERNS
from agents.replies.signs import folded

_TWIN_GAP = re.compile(r"[\s,]*(?:(?:the|den|dem|el|le|de|dia|día)\s+)?(?:\()?")
_SOME_WEEK = re.compile(
    r"\b(?:week (?:of|in)|woche (?:im|des|vom)|semana (?:de|del)|semaine (?:de|du)) ?(?:the )?$"
)
_PAST_AFTER = re.compile(r"^\s*(?:pasad[oa]|dernier|derniere|ago|passee?)\b")


def moments_in(text: str, today: dt.date, language: str) -> list[Moment]:
    """Every moment of a text, left to right. What lies in the past ("last Friday") is left out.

    >>> [m.value for m in moments_in("KW 31, end of next week", dt.date(2026, 7, 20), "en")]
    ['2026-W31', '2026-07-31']
    """
    low = folded(text)
    found: list[Moment] = []
    for pattern, resolve in PATTERNS:
        for match in pattern.finditer(low):
            if any(match.start() < m.end and m.start < match.end() for m in found):
                continue
            found += resolve(match, today)
    found += _other_days(text, found, today, language)
    kept = sorted((m for m in found if not _past(low, m)), key=lambda moment: moment.start)
    return _settled(kept, text)


def _settled(moments: list[Moment], text: str) -> list[Moment]:
    """Without the weekday of "Thursday 6 August"; "the 31st" counted from the day named before."""
    kept: list[Moment] = []
    for moment in moments:
        before = kept[-1] if kept else None
        if (
            before
            and before.weekday is not None
            and _TWIN_GAP.fullmatch(text, before.end, moment.start)
        ):
            wrong = before.weekday != moment.first.weekday() and moment.first == moment.last
            kept[-1] = replace(moment, doubtful=moment.doubtful or wrong)
        elif before and moment.bare_day and before.last > moment.first:
            day = _next_with(moment.first.day, before.last)
            kept.append(replace(moment, first=day, last=day, value=day.isoformat()))
        else:
            kept.append(moment)
    return kept


def _next_with(wanted: int, since: dt.date) -> dt.date:
    """The first day from `since` on that is the `wanted` one of its month."""
    return next(
        day for ahead in range(70) if (day := since + dt.timedelta(days=ahead)).day == wanted
    )


def _past(low: str, moment: Moment) -> bool:
    before = re.search(
        r"\b(?:last|letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?|since|seit|desde(?: el)?|depuis(?: le)?"
        r"|(?:mail|letter|message|request|nachricht|anfrage|correo|mensaje|courriel|demande|order) (?:of|from|vom|del?|du|dated)(?: the| el)?)\s*$",
        low[: moment.start],
    )
    this_morning = moment.text.lower() == "mañana" and low[: moment.start].endswith("esta ")
    return bool(before or this_morning or _PAST_AFTER.match(low[moment.end :]))


def _week_of(text: str, start: int) -> bool:
    """Whether a week of a month is meant, and no such week was counted out."""
    return bool(_SOME_WEEK.search(folded(text[max(0, start - 40) : start])))


def _other_days(text: str, found: list[Moment], today: dt.date, language: str) -> list[Moment]:
    """What the shared date patterns find in the rest of the text."""
    rest = list(text)
    for moment in found:
        rest[moment.start : moment.end] = "¤" * (moment.end - moment.start)
    others: list[Moment] = []
    for day in days_in("".join(rest), today):
        end = day.end - (text[day.end - 2 : day.end - 1].isalpha() and text[day.end - 1] == ".")
        day_first = "/" in day.text and language != "en"
        value = day.last.isoformat()
        if day.whole_month:
            value = f"{day.first:%Y-%m}"
        elif day.first != day.last:
            value = week_name(day.first)
        others.append(
            Moment(
                text=text[day.start : end],
                start=day.start,
                end=end,
                value=value,
                first=day.first,
                last=day.last,
                weekday=DAYS.get(folded(day.text)),
                doubtful=(day.ambiguous and not day_first) or _week_of(text, day.start),
            )
        )
    return others
