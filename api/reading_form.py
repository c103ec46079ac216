"""The form that says what a reply means: read, and shown again with what to correct."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from pydantic import BaseModel

from agents.replies.values import AnswerIntent
from runtime.correcting_reading import Corrected

_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_LONGEST = 15
LONGEST_REASON_CHARS = 500


class ReadingForm(BaseModel):
    intent: str = ""
    quantity: str = ""
    unit: str = ""
    when: str = ""
    delegate: str = ""
    reason: str = ""
    unchanged: str = ""


def read_form(form: ReadingForm) -> tuple[Corrected | None, dict[str, str]]:
    """What the person says; or nothing, and what to correct by field."""
    wrong: dict[str, str] = {}
    quantity, when = _number(form.quantity), read_when(form.when)
    if form.intent not in set(AnswerIntent):
        wrong["intent"] = "Choose what it says."
    if form.quantity.strip() and quantity is None:
        wrong["quantity"] = "Write a number above zero such as 12000 or 12000.5."
    if form.when.strip() and when is None:
        wrong["when"] = "Write a day as 2026-11-27 or a week as 2026-W48."
    if len(form.reason) > LONGEST_REASON_CHARS:
        wrong["reason"] = f"Write at most {LONGEST_REASON_CHARS} characters."
    if wrong:
        return None, wrong
    said = Corrected(
        intent=AnswerIntent(form.intent),
        quantity=quantity,
        unit=form.unit.strip()[:40],
        when=when,
        delegate=form.delegate or None,
        reason=form.reason.strip(),
        unchanged=bool(form.unchanged),
    )
    return said, {}


def read_when(text: str) -> str | None:
    """A day or an ISO week, checked against the calendar.

    >>> read_when("2026-w48"), read_when("2026-11-27"), read_when("2026-W60"), read_when("soon")
    ('2026-W48', '2026-11-27', None, None)
    """
    plain = text.strip()
    week = _WEEK.fullmatch(plain)
    try:
        if week:
            date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return f"{int(week[1]):04d}-W{int(week[2]):02d}"
        return date.fromisoformat(plain).isoformat() if len(plain) == len("2026-11-27") else None
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    plain = text.replace(" ", "").replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 and len(plain) <= _LONGEST else None
