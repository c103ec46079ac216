"""Why an answer still needs a person although its words were understood."""

import re
from decimal import Decimal

from agents.replies.facts import Facts, Sentence
from agents.replies.field_values import Fields
from agents.replies.second_thoughts import second_thoughts
from agents.replies.signs import (
    ABSENT,
    EARLIEST,
    HEDGES,
    LINKS,
    REFUSES,
    REVIEWS,
    SMALL_TALK,
    TOUCHY,
    TURNS,
    UNDONE,
)
from agents.replies.values import AnswerIntent as Is
from agents.replies.values import Ask, ReplyMail

LEAST_OF_PLAN, MOST_OF_PLAN = Decimal("0.2"), Decimal(2)
_COMMITS = {Is.PROVIDES_VALUE, Is.CONFIRMS_DONE, Is.PARTIAL}
_BINDS = _COMMITS | {Is.DECLINES, Is.DELEGATES}
_LONG_WORDS = 90
_LONG_AGO = re.compile(
    r"\b(?:last (?:year|month)|(?:letzte[ns]|vorige[ns]|vergangene[ns]) (?:jahr|monat)|vorjahr\w*|vormonat\w*"
    r"|(?:ano|mes) (?:pasado|anterior)|(?:l'an|l'annee|le mois) (?:derniere?|passee?))\b"
)
_UNSURE = re.compile(
    r"\b(?:perhaps|maybe|i (?:think|suppose|guess|believe)|not sure|vielleicht|vermutlich|weiss nicht"
    r"|ich glaube|quizas?|tal vez|supongo|creo que|peut-etre|je crois|je pense|je suppose)\b"
)


def doubts_about(intent: Is, ask: Ask, mail: ReplyMail, facts: Facts, fields: Fields) -> list[str]:
    """Every reason to show it to a person, in plain words."""
    found = list(fields.doubts)
    if intent in _BINDS:
        found += _of_words(intent, facts)
    if intent is Is.DECLINES and fields.when is None and SMALL_TALK.search(facts.low):
        found.append("it may only be put off")
    if intent in {Is.DECLINES, Is.DELEGATES} and fields.when is None and UNDONE.search(facts.low):
        found.append("it may only be late")
    if intent in _COMMITS:
        found += _of_value(intent, ask, mail, facts, fields)
    found += second_thoughts(intent, ask, mail, facts, fields)
    return list(dict.fromkeys(found))


def _of_words(intent: Is, facts: Facts) -> list[str]:
    found: list[str] = []
    hedge = HEDGES.search(facts.low)
    if intent is Is.DELEGATES or (intent is Is.DECLINES and EARLIEST.search(facts.low)):
        hedge = _UNSURE.search(facts.low)
    if hedge:
        found.append(f"“{facts.text[hedge.start() : hedge.end()].strip()}” leaves it open")
    if any(_open_question(intent, sentence, facts) for sentence in facts.sentences):
        found.append("it also asks something")
    if TOUCHY.search(facts.low):
        found.append("it speaks of money or access, which no answer is about")
    if LINKS.search(facts.low):
        found.append("it contains a link")
    if _LONG_AGO.search(facts.low):
        found.append("it speaks of the past")
    if len(facts.low.split()) > _LONG_WORDS:
        found.append("it says a lot")
    return found


def _open_question(intent: Is, sentence: Sentence, facts: Facts) -> bool:
    """A question nobody has answered; "Jonas, could you take this?" is none to us."""
    named = any(sentence.start <= p.start < sentence.end for p in facts.people)
    return sentence.asks and not (intent is Is.DELEGATES and named)


def _of_value(intent: Is, ask: Ask, mail: ReplyMail, facts: Facts, fields: Fields) -> list[str]:
    found: list[str] = []
    if intent is not Is.PARTIAL and TURNS.search(facts.low):
        found.append("a “but” may turn its meaning")
    if intent is not Is.PARTIAL and REFUSES.search(facts.low):
        found.append("it also refuses something")
    if UNDONE.search(facts.low):
        found.append("it may not be done yet")
    if ABSENT.search(facts.low):
        found.append("it speaks of an absence")
    if REVIEWS.search(facts.low):
        found.append("it speaks of an approval, which only a signed-in person can give")
    if fields.quantity is None and intent is not Is.CONFIRMS_DONE:
        found.append("it gives no number")
    if fields.quantity is not None:
        found += _plausible(intent, ask, fields.quantity)
    if (fields.when or fields.rest_when) and not mail.date_known and not _absolute(facts):
        found.append("the day the mail came is not known")
    return found


def _plausible(intent: Is, ask: Ask, quantity: Decimal) -> list[str]:
    if quantity <= 0:
        return ["the number is not above zero"]
    if ask.planned is None:
        return [] if ask.any_number else ["there is no plan to hold the number against"]
    if not LEAST_OF_PLAN * ask.planned <= quantity <= MOST_OF_PLAN * ask.planned:
        return [f"{quantity:,} is far from the planned {ask.planned:,}"]
    if intent is Is.PARTIAL and quantity >= ask.planned:
        return ["it is called a part but is all that was asked"]
    other = quantity != ask.planned and not ask.planned_is_least
    if intent is Is.CONFIRMS_DONE and other:
        return ["it confirms another number than was asked"]
    return []


def _absolute(facts: Facts) -> bool:
    return all(re.search(r"20\d\d", moment.text) for moment in facts.moments)
