"""Why an answer to a case needs a person, beyond what the reader doubts about any reply."""

import datetime as dt
import re

from agents.reading_suspicion import cautions
from agents.reading_values import Asked, ReplyContext
from agents.replies.case import day_meant, keys_of
from agents.replies.facts import Facts
from agents.replies.field_values import Fields
from agents.replies.values import AnswerIntent as Is

_FILE = re.compile(
    r"\b(?:sheet|spreadsheet|workbook|file|table|tabelle|datei|blatt|anhang|hoja|archivo|adjunto"
    r"|fichier|feuille|tableau|piece jointe)\b"
)
_FARTHEST = dt.timedelta(days=400)
_COMMITS = {Is.PROVIDES_VALUE, Is.CONFIRMS_DONE, Is.PARTIAL, Is.DECLINES}


def doubts_in_case(
    intent: Is, context: ReplyContext, facts: Facts, fields: Fields
) -> tuple[str, ...]:
    """Every reason, in plain words."""
    found = list(cautions(context.text)) if intent is not Is.OUT_OF_OFFICE else []
    if intent in _COMMITS:
        found += _of_days(intent, context, facts, fields)
    if fields.quantity is not None and _FILE.search(facts.low):
        found.append("it speaks of a file, which may say otherwise")
    if intent is Is.DELEGATES:
        keys = keys_of(fields.delegate, context.people)
        if len(keys) != 1 or keys == {context.sender_key}:
            found.append("it names nobody else of the directory")
    return tuple(found)


def _of_days(intent: Is, context: ReplyContext, facts: Facts, fields: Fields) -> list[str]:
    found: list[str] = []
    today = context.now.date()
    for when in (fields.when, fields.rest_when):
        day = day_meant(when, intent)
        if when is not None and day is None:
            found.append(f"{when} is a whole month")
        if day is not None and abs(day - today) > _FARTHEST:
            found.append("the date is far away")
    done = intent is Is.CONFIRMS_DONE and context.asked is Asked.ACTION
    if done and fields.quantity is None and any(m.weekday is not None for m in facts.moments):
        found.append("its weekday may be past or coming")
    return found
