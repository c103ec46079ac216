"""Reply reader: what a person's answer says, by rules in four languages. No key, no network."""

import re
from dataclasses import dataclass

from agents.reading_calendar import WEEKDAYS
from agents.reading_changes import changes_in, scopes_in
from agents.reading_dates import Day, days_in
from agents.reading_lexicon import (
    BUT,
    DOWN,
    HEDGES,
    QUESTIONS,
    SIGNS,
    TURNS,
    UNCHANGED,
    UNDONE,
    UNDONE_AFTER,
    UP,
    language_of,
)
from agents.reading_numbers import Number, is_range, numbers_in
from agents.reading_people import Named, people_in
from agents.reading_suspicion import suspicions, visible
from agents.reading_values import Asked, Intent, Proposal, ReplyContext
from agents.reading_vocabulary import unknown_words

_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten \w+|liebe[rs]?|moin"
    r"|sehr geehrte\w*|hola|buenos d[ií]as|buenas \w+|estimad\w+|bonjour|bonsoir|salut"
    r"|chers?|chère)\b"
    r"[^\n,!.]{0,40}[,!.]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\n\s*(?:best|kind|warm)?\s*(?:regards|wishes|cheers|thanks(?: and regards)?|thank you|best"
    r"|(?:mit )?(?:freundlichen|besten|vielen|liebe|beste|viele)\s*\w*|mfg|lg|gru(?:ß|ss)|grüße"
    r"|danke|saludos|un saludo|gracias|atentamente|cordialement|bien à vous|merci|cdlt)\b"
    r"[^\n]{0,40}(?:\n[^\n]{0,60}){0,6}\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;\n]|,\s+(?:but|aber|pero|mais)\b|\b(?:but|aber|pero|mais)\b")
_PRECEDENCE = (
    Intent.OUT_OF_OFFICE,
    Intent.DELEGATES,
    Intent.PARTIAL,
    Intent.PROPOSES_DATE,
    Intent.DECLINES,
    Intent.CONFIRMS_DONE,
    Intent.PROVIDES_VALUE,
)
_FIRM, _WEAK = 0.9, 0.5
_STATEMENTS = {Intent.CONFIRMS_DONE, Intent.PROVIDES_VALUE, Intent.PARTIAL, Intent.DELEGATES}
_LONG_WORDS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What stands in a mail before its meaning is weighed."""

    text: str
    days: tuple[Day, ...]
    numbers: tuple[Number, ...]
    people: tuple[Named, ...]
    signs: dict[Intent, str]
    hedge: str
    question: str
    unchanged: str


def propose(context: ReplyContext) -> Proposal:
    """What the mail says as far as its words go. Doubts are listed, never resolved by guessing."""
    attack = suspicions(context.text)
    if attack:
        return Proposal(intent=Intent.SUSPICIOUS, score=_FIRM, doubts=attack)
    facts = _facts(context)
    if context.asked is Asked.FORECAST:
        forecast = _forecast(context, facts)
        if forecast is not None:
            return forecast
    return _weigh(context, facts)


def body_of(text: str) -> str:
    """The visible words without greeting and closing, where names and thanks would mislead."""
    clean = visible(text).replace("\r\n", "\n")
    return _CLOSING.sub("", _GREETING.sub("", clean, count=1)).strip()


def _facts(context: ReplyContext) -> _Facts:
    text = body_of(context.text)
    days = days_in(text, context.now.date())
    language = language_of(text)
    numbers = numbers_in(text, language, outside=[(day.start, day.end) for day in days])
    hedge, question = HEDGES.search(text), QUESTIONS.search(text)
    unchanged = UNCHANGED.search(text)
    return _Facts(
        text=text,
        days=tuple(days),
        numbers=tuple(n for n in numbers if not n.percent),
        people=tuple(
            named
            for named in people_in(text, context.people)
            if any(person.key != context.sender_key for person in named.who)
        ),
        signs=_signs(text),
        hedge=hedge.group() if hedge else "",
        question=question.group() if question else "",
        unchanged=unchanged.group() if unchanged else "",
    )


def _signs(text: str) -> dict[Intent, str]:
    """The intents whose words stand in the text. "Not done" is no sign of being done."""
    found: dict[Intent, str] = {}
    for intent, pattern in SIGNS.items():
        for match in pattern.finditer(text):
            if intent is Intent.CONFIRMS_DONE and _undone(text, match):
                continue
            found.setdefault(intent, match.group())
    return found


def _undone(text: str, match: re.Match[str]) -> bool:
    before = _CLAUSE.split(text[: match.start()])[-1]
    return bool(UNDONE.search(before) or UNDONE_AFTER.match(text[match.end() :]))


def _forecast(context: ReplyContext, facts: _Facts) -> Proposal | None:
    """A forecast in words, if the mail holds one: the base it keeps, and the changes to it."""
    # "everything as before" must not read as a product
    text = facts.text.replace(facts.unchanged, " " * len(facts.unchanged))
    found = changes_in(text, context.scopes, context.now.date(), language_of(facts.text))
    if not found.changes and not facts.unchanged:
        return None
    doubts = [
        *found.doubts,
        *_general_doubts(facts),
        *_unexplained(context, facts, Intent.PROVIDES_VALUE),
    ]
    if not facts.unchanged and found.changes:
        doubts += ["it does not say what the changes start from"] * any(
            "%" in change.amount for change in found.changes
        )
    stray = {Intent.DECLINES, Intent.DELEGATES, Intent.OUT_OF_OFFICE} & set(facts.signs)
    doubts += [f"it also {intent.value.replace('_', ' ')}" for intent in sorted(stray)]
    return Proposal(
        intent=Intent.PROVIDES_VALUE,
        score=_WEAK if doubts else _FIRM,
        evidence=facts.unchanged or found.changes[0].amount,
        unchanged=facts.unchanged,
        changes=found.changes,
        doubts=tuple(doubts),
    )


def _weigh(context: ReplyContext, facts: _Facts) -> Proposal:
    signs = dict(facts.signs)
    if Intent.DELEGATES in signs and not facts.people:
        del signs[Intent.DELEGATES]
    if Intent.PARTIAL in signs and not facts.numbers and Intent.CONFIRMS_DONE not in signs:
        del signs[Intent.PARTIAL]
    if Intent.PROPOSES_DATE in signs and not facts.days:
        del signs[Intent.PROPOSES_DATE]
    if (
        Intent.DECLINES in signs
        and facts.days
        and re.search(r"\b(?:before|until|vor|bis|antes|avant|hasta)\b", facts.text, re.IGNORECASE)
    ):
        signs[Intent.PROPOSES_DATE] = signs.pop(Intent.DECLINES)
    if facts.numbers:
        signs.setdefault(Intent.PROVIDES_VALUE, facts.numbers[0].text)
    intent = next((known for known in _PRECEDENCE if known in signs), None)
    if intent in {None, Intent.PROVIDES_VALUE} and facts.question:
        return Proposal(intent=Intent.ASKS, score=_FIRM, evidence=facts.question)
    if intent is None:
        return Proposal(intent=Intent.UNRELATED, score=_WEAK, doubts=("nothing in it is clear",))
    return _proposal(context, facts, intent, signs)


def _proposal(
    context: ReplyContext, facts: _Facts, intent: Intent, signs: dict[Intent, str]
) -> Proposal:
    doubts = _general_doubts(facts) + _contradictions(intent, signs)
    doubts += _unexplained(context, facts, intent) if intent is not Intent.OUT_OF_OFFICE else []
    turn = TURNS.search(facts.text)
    told_apart = intent is Intent.DELEGATES and turn and turn.group().lower() == "instead"
    if intent in _STATEMENTS and turn and not told_apart:
        doubts.append(f"“{turn.group()}” may turn its meaning")
    if len(facts.text.split()) > _LONG_WORDS:
        doubts.append("it says a lot")
    if intent is Intent.OUT_OF_OFFICE:
        doubts = []  # "back on Monday, or ask Ruth": whatever else it says binds nobody
    quantity, more = _one_number(context, facts, intent)
    day, unclear = ("", []) if intent is Intent.DECLINES else _one_day(facts)
    if intent is Intent.CONFIRMS_DONE and day.lower() in WEEKDAYS:
        unclear.append(f"“{day}” may be past or coming")
    person = facts.people[0].text if facts.people and intent is Intent.DELEGATES else ""
    if intent is Intent.DELEGATES and len({p.text.lower() for p in facts.people}) > 1:
        doubts.append("it names several people")
    doubts += [*more, *unclear] if intent is not Intent.OUT_OF_OFFICE else []
    return Proposal(
        intent=intent,
        score=_WEAK if doubts else _FIRM,
        evidence=signs[intent],
        quantity=quantity,
        date=day,
        person=person,
        doubts=tuple(doubts),
    )


def _general_doubts(facts: _Facts) -> list[str]:
    doubts: list[str] = []
    if facts.hedge:
        doubts.append(f"“{facts.hedge.strip()}” leaves it open")
    if facts.question:
        doubts.append("it also asks something")
    if is_range(facts.text, list(facts.numbers)):
        doubts.append("it gives a range")
    return doubts


def _unexplained(context: ReplyContext, facts: _Facts, intent: Intent) -> list[str]:
    """A word that neither was understood nor is plain: the mail may say more than we read."""
    text = facts.text
    spans = [(day.start, day.end) for day in facts.days]
    spans += [(number.start, number.end) for number in numbers_in(text, language_of(text))]
    spans += [(named.start, named.start + len(named.text)) for named in facts.people]
    spans += [(mention.start, mention.end) for mention in scopes_in(text, context.scopes)]
    patterns = [*SIGNS.values(), UNCHANGED]
    patterns += [UP, DOWN, BUT] if context.asked is Asked.FORECAST else []
    spans += [match.span() for pattern in patterns for match in pattern.finditer(text)]
    unknown = unknown_words(text, spans, (*context.names, context.unit), intent)
    return [f"“{unknown[0]}” is not a word we are sure of"] if unknown else []


def _contradictions(intent: Intent, signs: dict[Intent, str]) -> list[str]:
    """Signs that cannot both hold. A confirmation may carry a value; a refusal may name a date."""
    fine = {
        Intent.CONFIRMS_DONE: {Intent.PROVIDES_VALUE},
        Intent.PARTIAL: {Intent.PROVIDES_VALUE, Intent.CONFIRMS_DONE},
        Intent.PROPOSES_DATE: {Intent.PROVIDES_VALUE},
        Intent.DELEGATES: set[Intent](),
        Intent.DECLINES: set[Intent](),
    }.get(intent, set[Intent]())
    others = set(signs) - {intent} - fine
    return [
        f"it also {other.value.replace('_', ' ')} (“{signs[other]}”)" for other in sorted(others)
    ]


def _one_number(context: ReplyContext, facts: _Facts, intent: Intent) -> tuple[str, list[str]]:
    """The one quantity of a mail. In "30,000 of the 46,000" the planned number is no second one."""
    numbers = list(facts.numbers)
    if intent is Intent.PARTIAL and len(numbers) > 1:
        numbers = [number for number in numbers if number.value != context.expected_quantity]
    if len({number.value for number in numbers}) > 1:
        return "", ["it holds several numbers"]
    if not numbers:
        return "", ["it gives no number"] if intent is Intent.PARTIAL else []
    doubts = ["it counts in another unit"] if numbers[0].container else []
    return numbers[0].text, doubts


def _one_day(facts: _Facts) -> tuple[str, list[str]]:
    if len({(day.first, day.last) for day in facts.days}) > 1:
        return "", ["it names several dates"]
    if not facts.days:
        return "", []
    doubts = [f"“{day.text}” can mean two days" for day in facts.days[:1] if day.ambiguous]
    doubts += [f"“{day.text}” is a whole month" for day in facts.days[:1] if day.whole_month]
    return facts.days[0].text, doubts
