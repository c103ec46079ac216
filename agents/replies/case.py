"""A case's question and mail as the reader takes them, and the days its answers mean."""

import datetime as dt
from typing import Any

from agents.reading_values import Asked, Colleague, ReplyContext
from agents.replies.values import AnswerIntent, Ask, Contact, ReplyMail

_FIRST_DAY_COUNTS = {AnswerIntent.DECLINES, AnswerIntent.OUT_OF_OFFICE}
_FRIDAY, _MOST_ITEMS = 5, 100


def ask_of_case(context: ReplyContext) -> Ask:
    """What the case asked, and of whom."""
    return Ask(
        items=(*context.names, *(scope.name for scope in context.scopes)),
        planned=context.expected_quantity,
        planned_is_least=True,
        any_number=context.asked is Asked.NUMBER and context.expected_quantity is None,
        unit=context.unit,
        owner=next((p.name for p in context.people if p.key == context.sender_key), ""),
        people=tuple(Contact(name=person.name) for person in context.people),
        wants_value=context.asked is not Asked.ACTION,
    )


def mail_of_case(context: ReplyContext, *, automatic: bool = False) -> ReplyMail:
    """The sender's own words. What they quote is ours and was cut off before."""
    return ReplyMail(
        words=context.text,
        everything=context.text,
        subject=context.subject,
        received=context.now.date(),
        automatic=automatic,
    )


def day_meant(when: str | None, intent: AnswerIntent) -> dt.date | None:
    """The day somebody is held to: of a week its Friday, of "not before week 34" its Monday.

    A whole month is no day.

    >>> day_meant("2026-W50", AnswerIntent.CONFIRMS_DONE), day_meant("2026-12", AnswerIntent.PARTIAL)
    (datetime.date(2026, 12, 11), None)
    """
    if when is None or len(when) == len("2026-12"):
        return None
    if "-W" not in when:
        return dt.date.fromisoformat(when)
    year, _, week = when.partition("-W")
    return dt.date.fromisocalendar(
        int(year), int(week), 1 if intent in _FIRST_DAY_COUNTS else _FRIDAY
    )


def told_ask(context: ReplyContext) -> dict[str, Any]:
    """The ask as the files of `sopwith mail read` hold one, and as `ask_of` reads it back."""
    ask = ask_of_case(context)
    return {
        "kind": context.asked.value,
        "quantity": None if ask.planned is None else str(ask.planned),
        "unit": ask.unit,
        "items": list(ask.items[:_MOST_ITEMS]),
        "owner": ask.owner,
        "people": [{"name": person.name} for person in ask.people],
    }


def keys_of(name: str | None, people: tuple[Colleague, ...]) -> set[str]:
    """The keys of everybody in the directory with this name."""
    return {person.key for person in people if person.name == name}
