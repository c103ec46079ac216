"""How people write weeks and days in four languages, each with what it means."""

import datetime as dt
import re
from collections.abc import Callable

from agents.reading_calendar import any_of
from agents.replies.moment import Moment
from agents.replies.moment_counting import (
    DAYS,
    beginning,
    coming,
    day_of_month,
    days_on,
    dotted,
    end_next,
    end_of_year,
    iso_week,
    next_weekday,
    numbered,
    weekday_of_week,
    weeks_on,
)

_WD = any_of(DAYS)
_WEEK_WORD = r"(?:(?:calendar|cal\.?|iso)[\s-]?weeks?|weeks?|wks?|cws?|kws?|kalenderwochen?|wochen?|semanas?|sems?|semaines?|w|s)"
_NO = r"(?:\s*(?:no\.?|nr\.?|n[°º]|number|num\.?|:|#))?[\s.:-]*"
_JOIN = r"(?:\s*(?:/|-|–|&|\+|and|und|y|et|to|bis|a|au|or|oder|o|ou)\s*)"
_NEXT = (
    r"(?:(?:the\s+)?(?:next|following|coming)\s+week|(?:der\s+|die\s+|in\s+)?(?:na(?:e)?chste|kommende|folgende)[rn]?\s+woche"
    r"|(?:de\s+|a\s+)?(?:la\s+)?(?:proxima\s+semana|semana\s+(?:que\s+viene|proxima|entrante|siguiente))"
    r"|(?:de\s+)?(?:la\s+)?semaine\s+(?:prochaine|suivante|d'apres))"
)
_NEXT_BUT_ONE = (
    r"(?:the\s+)?week\s+after\s+next|(?:in\s+|der\s+)?ue?berna(?:e)?chste[rn]?\s+woche"
    r"|(?:en\s+)?dos\s+semanas\s+vista|la\s+semana\s+siguiente\s+a\s+la\s+proxima"
    r"|dans\s+deux\s+semaines\s+pleines|la\s+semaine\s+d'apres\s+la\s+prochaine"
)
_THIS = r"(?:this|the\s+current)\s+week|(?:in\s+)?(?:dieser|diese|dieser laufenden|laufende[rn]?)\s+woche|esta\s+(?:misma\s+)?semana|cette\s+semaine"
_BEGIN_OF = (
    r"(?:w/c|wc|w\.c\.|week\s+(?:of|commencing|beginning|starting|from)|woche\s+(?:vom|ab|vom)|semana\s+del?"
    r"|semaine\s+du)\s+(?:the\s+|monday\s+|lunes\s+|lundi\s+|montag,?\s+(?:den\s+)?)*"
)
_END = r"(?:(?:by\s+|at\s+)?(?:the\s+)?(?:end|close)(?:\s+of)?|late|ende?|(?:a\s+)?final(?:es)?\s+de|(?:a\s+)?fin(?:es)?(?:\s+de)?|en\s+fin\s+de)"
_DATE = r"(?P<date>\d{1,2}(?:st|nd|rd|th|er|\.)?\s*(?:of\s+|de\s+)?(?:[a-z]{3,10}|\d{1,2}\.?(?:\d{2,4})?)\b|[a-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}/\d{1,2})"
_Resolver = Callable[[re.Match[str], dt.date], list[Moment]]
PATTERNS: list[tuple[re.Pattern[str], _Resolver]] = [
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (r"\b(?P<y>20\d\d)[\s-]?(?:w|kw|s)[\s-]?(?P<w>\d{1,2})\b", iso_week),
        (
            (
                rf"\b(?P<wd>{_WD})\b,?\s+(?:in\s+|of\s+|der\s+|de\s+(?:la\s+)?|in\s+der\s+)?"
                rf"(?:(?P<next>{_NEXT})|{_WEEK_WORD}{_NO}(?P<w>\d{{1,2}})\b|(?:{_THIS}))"
            ),
            weekday_of_week,
        ),
        (
            rf"\b(?P<next>{_NEXT})\s+(?:on\s+|am\s+|el\s+|le\s+)?(?P<wd>{_WD})(?P<w>)\b",
            weekday_of_week,
        ),
        (rf"\b{_BEGIN_OF}{_DATE}", beginning),
        (
            (
                rf"\b{_WEEK_WORD}{_NO}(?P<w>\d{{1,2}})(?!\d|[.,]\d|\s?%)"
                rf"(?:\s*(?:/|of|de|,)\s*(?P<y>20\d\d|2[5-9](?=\b)))?(?:{_JOIN}(?:{_WEEK_WORD}{_NO})?(?P<w2>\d{{1,2}})\b(?!\s+(?:en|in|am|on|im|le|el)\b)(?![.,/:]?\d|\.?\s?(?:%|[a-z]*(?:uhr|h\b|am\b|pm\b|case|pal|cajas|caisses|kisten|k\b|pcs|stu))))?"
            ),
            numbered,
        ),
        (
            r"\b(?:en|para|a)\s+la\s+(?P<w>[1-5]?\d)(?=\W*(?:$|[.,;\n]))(?P<y>)(?P<w2>)",
            numbered,
        ),
        (r"\bin\s+der\s+(?P<w>[1-5]?\d)\b(?![.,:]?\d|\.\s|\s*%)(?P<y>)(?P<w2>)", numbered),
        (rf"\b(?:{_NEXT_BUT_ONE})\b", weeks_on(2)),
        (rf"\b{_END}\s+(?:der\s+|de\s+)?(?:{_NEXT})\b", end_next),
        (rf"\b(?:{_NEXT})\b", weeks_on(1)),
        (
            r"\b(?:in|dans|en|dentro de)\s+(?:14|vierzehn|quinze|15)\s+(?:tagen|jours|dias)\b",
            days_on(14),
        ),
        (
            r"\b(?:day\s+after\s+tomorrow|ue?bermorgen|pasado\s+manana|apres-?\s?demain)\b",
            days_on(2),
        ),
        (
            r"(?<!la )(?<!las )(?<!esta )\bmanana\b|\btmrw\b|\btmw\b|\b2morrow\b|\btomorow\b",
            days_on(1),
        ),
        (
            r"\b(?:tonight|eod|cob|end of (?:the )?(?:day|business)|this (?:afternoon|evening)|heute\s+\w+|esta tarde|cet apres-midi|ce soir)\b",
            days_on(0),
        ),
        (rf"\b(?:this|coming|diesen|kommenden|am kommenden|este)\s+(?P<wd>{_WD})\b", coming),
        (rf"\b(?P<wd>{_WD})\s+(?:que viene|prochain)\b", coming),
        (rf"\b(?:(?:next|na(?:e)?chste[nr]?)\s+(?P<wd>{_WD}))\b", next_weekday),
        (rf"\b(?:proximo)\s+(?P<wd>{_WD})\b", coming),
        (r"(?<![\d.,])(?P<d>\d{1,2})[.-](?P<m>\d{1,2})[.-](?P<y>20\d\d|2\d)(?![\d.]\d)", dotted),
        (
            r"(?<![\d.,])(?P<d>[0-3]?\d)\.(?P<m>0[1-9]|1[0-2])\b\.?(?P<y>)(?![\d,]|\.\d|\s?(?:%|k\b|mio|m\b|t\b|hl|kg))",
            dotted,
        ),
        (
            r"\b(?:by|on|until|till|before|from|for|am|bis|zum|ab|vor)\s+(?:the\s+|dem\s+|den\s+|zum\s+)?(?P<d>[0-3]?\d)(?:st|nd|rd|th|\.)(?!\s?\d|\s+(?:of\s+)?[a-z]{3,9}\s+\d{4}|\s*(?:of\s+)?(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]))",
            day_of_month,
        ),
        (
            r"\bthe\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
            day_of_month,
        ),
        (
            r"\b(?:el|(?:d?el )?dia|hasta el|le|avant le|jusqu'au|du|au)\s+(?P<d>[0-3]?\d)(?!\d|[.,/:]\d|\s?%|er\b|\s+(?:de\s+)?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|fev|avr|mai|juin|juil|aou|dec)|\s+(?:cajas|pal|caisses|unid|litr|ton|k\b|mil))\b",
            day_of_month,
        ),
        (
            r"\b(?:end of (?:the )?year|jahresende|fin(?:al)? de(?:l)? ano|fin d'annee)\b",
            end_of_year,
        ),
        (r"\b(?:yesterday|gestern|ayer|hier)\b", lambda _match, _today: []),
    )
]
