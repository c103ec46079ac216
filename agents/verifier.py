"""The one verifier behind every provider: words must stand in the mail, code computes the rest."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from agents.reading_calendar import MONTHS
from agents.reading_changes import scopes_in
from agents.reading_dates import days_in, nearest_month
from agents.reading_lexicon import DOWN, UP, language_of
from agents.reading_numbers import numbers_in
from agents.reading_people import people_in
from agents.reading_suspicion import cautions, suspicions, visible
from agents.reading_values import (
    ChangeKind,
    ChangeWords,
    ForecastChange,
    Intent,
    Proposal,
    Provenance,
    Reading,
    ReplyContext,
    Span,
    Verdict,
)

LEAST_OF_PLAN, MOST_OF_PLAN = Decimal("0.2"), Decimal(2)
_PERSON_ALWAYS = {
    Intent.SUSPICIOUS: "it looks like an attempt to steer the system",
    Intent.UNRELATED: "it does not answer what was asked",
    Intent.ASKS: "it asks a question",
}
_NEEDS = {
    Intent.PROVIDES_VALUE: "it gives no number",
    Intent.PROPOSES_DATE: "it gives no date",
    Intent.DELEGATES: "it names nobody of the directory",
    Intent.PARTIAL: "it gives no number",
}
_NOT_BEFORE = re.compile(
    r"\b(?:before|vor|antes(?: de[l]?)?|avant|earliest|frühestens|ab|from|à partir d\w+|starting)"
    r"(?:\s+(?:the|dem|der|el|le|de|am|in|on))*\s*$",
    re.IGNORECASE,
)
_FARTHEST = timedelta(days=400)


@dataclass(slots=True)
class _Check:
    """Collects what was computed and every reason to ask a person."""

    context: ReplyContext
    text: str
    language: str
    why: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def stands(self, part: str, words: str) -> bool:
        """Whether copied words stand in the mail; what does not is a doubt and goes no further."""
        if not words.strip():
            return False
        if flat(words) not in flat(self.text):
            self.why.append(f"“{words[:60]}” does not stand in the mail")
            return False
        self.spans.append(Span(part=part, text=words))
        return True


def settle(context: ReplyContext, proposal: Proposal, provenance: Provenance) -> Reading:
    """A reading of a proposal: computed values, and whether it stands without a person."""
    text = visible(context.text)
    check = _Check(context=context, text=text, language=language_of(text))
    attack = suspicions(context.text)
    intent = Intent.SUSPICIOUS if attack else proposal.intent
    check.why += [*attack, *cautions(context.text), *proposal.doubts]
    check.why += [_PERSON_ALWAYS[intent]] if intent in _PERSON_ALWAYS else []
    if intent is Intent.SUSPICIOUS:
        return _reading(intent, check, proposal, provenance)
    if proposal.evidence:
        check.stands("intent", proposal.evidence)
    quantity = _quantity(check, proposal.quantity)
    day = _day(check, proposal.date)
    person = _person(check, proposal.person)
    unchanged = check.stands("unchanged", proposal.unchanged)
    changes = tuple(
        change for words in proposal.changes if (change := _change(check, words)) is not None
    )
    if len({(c.scope, c.month) for c in changes}) < len(changes):
        check.why.append("it changes the same product and month twice")
    plan = context.expected_quantity
    if intent is Intent.PARTIAL and quantity is not None and plan is not None and quantity >= plan:
        check.why.append("it is called a part but is all that was asked")
    given = quantity is not None or unchanged or changes
    missing = {
        Intent.PROVIDES_VALUE: not given,
        Intent.PARTIAL: quantity is None,
        Intent.PROPOSES_DATE: day is None,
        Intent.DELEGATES: person is None,
    }.get(intent, False)
    check.why += [_NEEDS[intent]] if missing else []
    return Reading(
        intent=intent,
        verdict=Verdict.PERSON if check.why else Verdict.ACCEPT,
        why=_sentence(check.why),
        quantity=quantity,
        date=day,
        person_key=person,
        unchanged=unchanged,
        changes=changes,
        spans=tuple(check.spans),
        scores={"intent": proposal.score},
        provenance=provenance,
    )


def _reading(intent: Intent, check: _Check, proposal: Proposal, provenance: Provenance) -> Reading:
    """A reading nothing was taken from."""
    return Reading(
        intent=intent,
        verdict=Verdict.PERSON,
        why=_sentence(check.why),
        scores={"intent": proposal.score},
        provenance=provenance,
    )


def _sentence(why: list[str]) -> str:
    return "; ".join(dict.fromkeys(why)) if why else "nothing speaks against it"


def flat(words: str) -> str:
    return " ".join(visible(words).casefold().split())


def _quantity(check: _Check, words: str) -> Decimal | None:
    """The number in the copied words, read by code, held against the plan."""
    if not check.stands("quantity", words):
        return None
    numbers = [n for n in numbers_in(visible(words), check.language) if not n.percent]
    if len(numbers) != 1:
        check.why.append(f"“{words[:60]}” is not one number")
        return None
    value, plan = numbers[0].value, check.context.expected_quantity
    if not _whole_number_in(check.text, numbers[0].text):
        check.why.append(f"“{words[:60]}” is cut out of a longer number")
        return None
    if plan is not None and not LEAST_OF_PLAN * plan <= value <= MOST_OF_PLAN * plan:
        check.why.append(f"{value:,} is far from the planned {plan:,}")
    if value <= 0:
        check.why.append("the number is not above zero")
    return value


def _whole_number_in(text: str, digits: str) -> bool:
    """Whether the digits stand in the text on their own, not as a piece of other digits."""
    return bool(
        re.search(
            rf"(?<![\d.,'])(?<!\d )(?<!\w-){re.escape(digits)}(?![\d]|[.,' ]\d)",
            text,
            re.IGNORECASE,
        )
    )


def _day(check: _Check, words: str) -> date | None:
    """The date in the copied words. After "not before" the first day counts, else the last."""
    if not check.stands("date", words):
        return None
    today = check.context.now.date()
    days = days_in(visible(words), today)
    if len(days) != 1:
        check.why.append(f"“{words[:60]}” is not one date")
        return None
    if days[0].ambiguous:
        check.why.append(f"“{words[:60]}” can mean two days")
    at = flat(check.text).find(flat(words))
    before = flat(check.text)[:at]
    found = days[0].first if _NOT_BEFORE.search(before) else days[0].last
    if abs(found - today) > _FARTHEST:
        check.why.append("the date is far away")
    return found


def _person(check: _Check, words: str) -> str | None:
    if not check.stands("person", words):
        return None
    named = people_in(visible(words), check.context.people)
    keys = {who.key for name in named for who in name.who}
    if len(keys) != 1 or keys == {check.context.sender_key}:
        check.why.append(f"“{words[:60]}” is not one other person of the directory")
        return None
    return keys.pop()


def _change(check: _Check, words: ChangeWords) -> ForecastChange | None:
    """A change whose every part stands in the mail and means exactly one thing."""
    parts = {"scope": words.scope, "amount": words.amount, "month": words.month}
    standing = [check.stands(part, text) for part, text in parts.items()]
    if not all(standing):
        return None
    if words.direction and not check.stands("direction", words.direction):
        return None
    scopes = {s for m in scopes_in(visible(words.scope), check.context.scopes) for s in m.scopes}
    month = _month(check, words.month)
    amount = _amount(check, words)
    if len(scopes) != 1:
        check.why.append(f"“{words.scope[:60]}” is not one product or family")
    if month is None or amount is None or len(scopes) != 1:
        return None
    scope, (kind, value) = scopes.pop(), amount
    if kind is ChangeKind.ABSOLUTE and scope.plan_units is not None:
        plan = scope.plan_units
        if not LEAST_OF_PLAN * plan <= value <= MOST_OF_PLAN * plan:
            check.why.append(f"{value:,} is far from the planned {plan:,}")
    return ForecastChange(
        scope=scope.key,
        scope_kind=scope.kind,
        month=month,
        kind=kind,
        amount=value,
        spans=tuple(text for text in (*parts.values(), words.direction) if text),
    )


def _month(check: _Check, words: str) -> date | None:
    name = re.search(r"[^\W\d_]+", words)
    if name is None or name.group().lower() not in MONTHS:
        check.why.append(f"“{words[:60]}” is not a month")
        return None
    year = re.search(r"20\d\d", words)
    month = nearest_month(MONTHS[name.group().lower()], check.context.now.date())
    month = month.replace(year=int(year.group())) if year else month
    if check.context.months and month not in check.context.months:
        check.why.append(f"{month:%B %Y} is not open to change")
    return month


def _amount(check: _Check, words: ChangeWords) -> tuple[ChangeKind, Decimal] | None:
    """Kind and signed amount of a change. A percentage without a direction is no change."""
    numbers = numbers_in(visible(words.amount), check.language)
    if len(numbers) != 1 or not _whole_number_in(check.text, numbers[0].text):
        check.why.append(f"“{words.amount[:60]}” is not one number")
        return None
    number = numbers[0]
    up, down = bool(UP.search(words.direction)), bool(DOWN.search(words.direction))
    if (up and down) or (number.signed and (down if number.value > 0 else up)):
        check.why.append(f"“{words.amount}” has two directions")
        return None
    value = -abs(number.value) if down else number.value
    kind = ChangeKind.PERCENT if number.percent else ChangeKind.DELTA
    if number.percent and not (number.signed or up or down):
        check.why.append(f"“{words.amount}” does not say up or down")
        return None
    if not number.percent and not (number.signed or up or down):
        kind = ChangeKind.ABSOLUTE
    if (
        kind is ChangeKind.DELTA
        and not number.signed
        and re.search(rf"\b(?:to|auf|a|à)\s+{re.escape(number.text)}", check.text, re.IGNORECASE)
    ):
        kind, value = ChangeKind.ABSOLUTE, number.value
    if kind is ChangeKind.PERCENT and not Decimal(-80) <= value <= Decimal(100):
        check.why.append(f"{value} % is far from the plan")
    return kind, value
