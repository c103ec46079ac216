"""A change to a forecast in copied words: computed by code, or the reason it can't be."""

import re
from datetime import date
from decimal import Decimal

from agents.reading_calendar import MONTHS
from agents.reading_changes import scopes_in
from agents.reading_dates import nearest_month
from agents.reading_lexicon import DOWN, UP
from agents.reading_numbers import numbers_in
from agents.reading_suspicion import visible
from agents.reading_values import ChangeKind, ChangeWords, ForecastChange
from agents.replies.doubts import LEAST_OF_PLAN, MOST_OF_PLAN
from agents.verifying_words import Copied, whole_number_in


def change_of(copied: Copied, words: ChangeWords) -> ForecastChange | None:
    """A change whose every part stands in the mail and means exactly one thing."""
    parts = {"scope": words.scope, "amount": words.amount, "month": words.month}
    standing = [copied.stands(part, text) for part, text in parts.items()]
    if not all(standing):
        return None
    if words.direction and not copied.stands("direction", words.direction):
        return None
    known = copied.context.scopes
    scopes = {s for m in scopes_in(visible(words.scope), known) for s in m.scopes}
    month = _month(copied, words.month)
    amount = _amount(copied, words)
    if len(scopes) != 1:
        copied.why.append(f"“{words.scope[:60]}” is not one product or family")
    if month is None or amount is None or len(scopes) != 1:
        return None
    scope, (kind, value) = scopes.pop(), amount
    if kind is ChangeKind.ABSOLUTE and scope.plan_units is not None:
        plan = scope.plan_units
        if not LEAST_OF_PLAN * plan <= value <= MOST_OF_PLAN * plan:
            copied.why.append(f"{value:,} is far from the planned {plan:,}")
    return ForecastChange(
        scope=scope.key,
        scope_kind=scope.kind,
        month=month,
        kind=kind,
        amount=value,
        spans=tuple(text for text in (*parts.values(), words.direction) if text),
    )


def _month(copied: Copied, words: str) -> date | None:
    name = re.search(r"[^\W\d_]+", words)
    if name is None or name.group().lower() not in MONTHS:
        copied.why.append(f"“{words[:60]}” is not a month")
        return None
    year = re.search(r"20\d\d", words)
    month = nearest_month(MONTHS[name.group().lower()], copied.context.now.date())
    month = month.replace(year=int(year.group())) if year else month
    if copied.context.months and month not in copied.context.months:
        copied.why.append(f"{month:%B %Y} is not open to change")
    return month


def _amount(copied: Copied, words: ChangeWords) -> tuple[ChangeKind, Decimal] | None:
    """Kind and signed amount of a change. A percentage without a direction is no change."""
    numbers = numbers_in(visible(words.amount), copied.facts.language)
    if len(numbers) != 1 or not whole_number_in(copied.text, numbers[0].text):
        copied.why.append(f"“{words.amount[:60]}” is not one number")
        return None
    number = numbers[0]
    up, down = bool(UP.search(words.direction)), bool(DOWN.search(words.direction))
    if (up and down) or (number.signed and (down if number.value > 0 else up)):
        copied.why.append(f"“{words.amount}” has two directions")
        return None
    value = -abs(number.value) if down else number.value
    kind = ChangeKind.PERCENT if number.percent else ChangeKind.DELTA
    if number.percent and not (number.signed or up or down):
        copied.why.append(f"“{words.amount}” does not say up or down")
        return None
    if not number.percent and not (number.signed or up or down):
        kind = ChangeKind.ABSOLUTE
    if (
        kind is ChangeKind.DELTA
        and not number.signed
        and re.search(rf"\b(?:to|auf|a|à)\s+{re.escape(number.text)}", copied.text, re.IGNORECASE)
    ):
        kind, value = ChangeKind.ABSOLUTE, number.value
    if kind is ChangeKind.PERCENT and not Decimal(-80) <= value <= Decimal(100):
        copied.why.append(f"{value} % is far from the plan")
    return kind, value
