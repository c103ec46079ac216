"""What sounds settled and mostly is, but not surely enough: better asked once more."""

import re
from decimal import Decimal

from agents.replies.facts import Facts
from agents.replies.field_values import Fields
from agents.replies.fields import offered, rest_pieces
from agents.replies.moments import moments_in
from agents.replies.signs import CONDITION, HANDS_OVER, REST
from agents.replies.units import same_unit
from agents.replies.values import AnswerIntent as Is
from agents.replies.values import Ask, ReplyMail

_LONG_WORDS = 75
_GIVES = {Is.PROVIDES_VALUE, Is.CONFIRMS_DONE, Is.PARTIAL}
_NOT_MINE = re.compile(
    r"\b(?:no longer|any more|anymore|nicht mehr|ya no|ne (?:\w+ ){0,3}plus|took over|hat uebernommen"
    r"|a repris|ha asumido|lleva ahora|handles|is responsible|zustaendig|se encarga|s'occupe)\b"
)
_PART = re.compile(
    r"\b(?:(?<!notre )(?<!votre )(?<!ma )(?<!spare )parts?|part(?:ly|ial\w*)|portion|some of|half"
    r"|teil(?!en\b)\w*|ha?e?lfte|parcial\w*|(?<!nuestra )(?<!otra )(?<!mi )partes?|mitad"
    r"|partiel\w*|(?:en|une) partie|moitie)\b"
)
_FOLLOWS = re.compile(r"\b(?:suivr\w+|suit|suivent|follow\w*|folg\w*)\b")
_SEEN = re.compile(
    r"\b(?:noted|seen|read|gelesen|gesehen|notiert|angeschaut|visto|leido|anotado|vu|lu|note)\b"
)
_SPOKEN = {"today", "heute", "hoy", "aujourd'hui", "yesterday", "gestern", "ayer", "hier"}
_TEMPORAL = re.compile(r"(?:once|sobald|cuando|quand|dès que|en cuanto)", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d[\d.,'\u00a0\u202f ]*\d{2}")
_BY = re.compile(r"\b(?:bis|by|until|d'ici|avant|antes del?)\W*(?:\w+\W+)?$")
_ENDS = re.compile(r"\b(?:until|till|bis|hasta|jusqu'?(?:a|au)?)\W*(?:\w+\W+){0,2}$")


def second_thoughts(
    intent: Is, ask: Ask, mail: ReplyMail, facts: Facts, fields: Fields
) -> list[str]:
    """Every such reason, in plain words."""
    found: list[str] = []
    asks_yes = not ask.wants_value and not ask.planned_is_least
    repeats = ask.planned is not None and fields.quantity == ask.planned
    if intent is Is.PROVIDES_VALUE and asks_yes and repeats:
        found.append("it repeats what was asked, perhaps as a yes")
    if intent in _GIVES:
        found += _of_units(facts)
        found += _of_kind(intent, facts, fields)
        found += _of_what_is_left(intent, facts, fields)
    if intent is Is.DECLINES and fields.when is None and _may_be_offered(ask, mail, facts):
        found.append("it names a day that may be offered")
    if intent in _GIVES | {Is.DECLINES} and fields.when is not None:
        found += _of_days(intent, mail, facts, fields.when, fields.quantity)
    if intent is Is.OUT_OF_OFFICE and not mail.automatic:
        found += _of_absence(facts, fields)
    if len(facts.low.split()) > _LONG_WORDS and intent is not Is.OUT_OF_OFFICE:
        found.append("it says a lot")
    return found


def _may_be_offered(ask: Ask, mail: ReplyMail, facts: Facts) -> bool:
    """Whether it names a time that isn't the asked one, nor how long something lasts."""
    asked = {moment.value for moment in moments_in(ask.text, mail.received, facts.language)}
    return any(
        moment.value not in asked
        and not facts.is_asked(moment.start)
        and not _ENDS.search(facts.low[: moment.start])
        for moment in facts.moments
    )


def _of_kind(intent: Is, facts: Facts, fields: Fields) -> list[str]:
    """A part or all there is, a yes or only read: what is near the one may be the other."""
    found: list[str] = []
    said = _FOLLOWS.sub("", facts.low) if intent is Is.PARTIAL else facts.low
    parts = bool(REST.search(said) or _PART.search(said)) or fields.rest_when is not None
    if intent is Is.PARTIAL and not parts:
        found.append("it may be a part, or all there will be")
    if intent is not Is.PARTIAL and parts:
        found.append("it may be a part only")
    if intent is Is.CONFIRMS_DONE and _SEEN.search(facts.low):
        found.append("it may only have been read")
    days = [moment.text.lower() for moment in facts.moments if moment.value == fields.when]
    if intent is not Is.CONFIRMS_DONE and any(_SPOKEN & set(text.split()) for text in days):
        found.append("when it was settled isn't when it comes")
    return found


def _of_what_is_left(intent: Is, facts: Facts, fields: Fields) -> list[str]:
    found = ["it hangs on something"] if _hangs(intent, facts) else []
    if intent is Is.PARTIAL and re.search(r"\d", _without(facts, amounts=True)):
        found.append("it names a number that isn't taken")
    if intent is Is.CONFIRMS_DONE and fields.quantity is None:
        if _LONG_NUMBER.search(_without(facts)):
            found.append("it names a number that isn't taken")
        if any(m.weekday is not None and m.value == fields.when for m in facts.moments):
            found.append("its weekday may be past or coming")
        if any(_BY.search(facts.low[: moment.start]) for moment in facts.moments):
            found.append("it may only be done by then")
    return found


def _hangs(intent: Is, facts: Facts) -> bool:
    """Whether a condition binds it; when the rest of a part comes may wait for something."""
    free = rest_pieces(facts) if intent is Is.PARTIAL else set()
    return any(
        not (_TEMPORAL.match(found.group().strip(" ,;(")) and _near(found.end(), free))
        for found in CONDITION.finditer(facts.text)
    )


def _near(place: int, pieces: set[tuple[int, int]]) -> bool:
    return any(start <= place <= end + 1 for start, end in pieces)


def _without(facts: Facts, *, amounts: bool = False) -> str:
    """The words outside references and days, and outside amounts too."""
    text = facts.text
    spans = [(one.start, one.end) for one in facts.references]
    spans += [(one.start, one.end) for one in facts.moments]
    spans += [(one.start, one.end) for one in facts.amounts if amounts]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _of_units(facts: Facts) -> list[str]:
    """Cases here, pallets there: which of them is meant isn't ours to say."""
    units = [amount.unit for amount in facts.stated if amount.unit]
    apart = any(not same_unit(units[0], other) for other in units[1:])
    return ["it counts in two units"] if apart else []


def _of_days(
    intent: Is, mail: ReplyMail, facts: Facts, when: str, quantity: Decimal | None
) -> list[str]:
    found: list[str] = []
    own = [moment for moment in facts.moments if not facts.is_asked(moment.start)]
    chosen = [moment for moment in own if moment.value == when]
    done = intent is Is.CONFIRMS_DONE and quantity is None
    if (
        mail.date_known
        and chosen
        and not done
        and max(moment.last for moment in chosen) < mail.received
    ):
        found.append("its day is over already")
    if intent is Is.DECLINES:
        if any(_ENDS.search(facts.low[: moment.start]) for moment in chosen):
            found.append("that something lasts until then doesn't say that it works afterwards")
        if len({moment.value for moment in offered(facts)}) > 1:
            found.append("it names several dates")
    return found


def _of_absence(facts: Facts, fields: Fields) -> list[str]:
    """Who writes themselves may hand over, answer, or speak of another absence."""
    found: list[str] = []
    if _NOT_MINE.search(facts.low) or (HANDS_OVER.search(facts.low) and fields.when is None):
        found.append("it may be handed over for good")
    if any(amount.unit for amount in facts.stated):
        found.append("it also gives a number")
    return found
