"""What somebody tells before they come to the answer, and that changes nothing about it."""

from agents.replies.amounts import Amount
from agents.replies.facts import Facts, Sentence, facts_in
from agents.replies.letter_parts import own_words
from agents.replies.signs import (
    ABSENT,
    CONDITION,
    CONFIRMS,
    EARLIEST,
    HANDS_OVER,
    HEDGES,
    LINKS,
    PART,
    REFUSES,
    REST,
    REVIEWS,
    SMALL_TALK,
    TOUCHY,
    TURNS,
    UNDONE,
)
from agents.replies.units import same_unit
from agents.replies.values import Ask, ReplyMail

_FEWEST_WORDS = 25
_MEANS = (
    HEDGES, PART, REST, REFUSES, CONFIRMS, UNDONE, EARLIEST, ABSENT, TOUCHY, REVIEWS, LINKS,
)  # fmt: skip


def facts_of(ask: Ask, mail: ReplyMail) -> Facts:
    """What the rules look at in a mail: the sender's own words, without their background."""
    facts = facts_in(own_words(mail.words), ask, mail)
    told = without_background(facts, ask)
    return facts if told == facts.text else facts_in(told, ask, mail)


def without_background(facts: Facts, ask: Ask) -> str:
    """The sentences of a long mail that could bear on the answer.

    Dropped are those without a number, name, order, condition, yes, refusal, absence or question;
    once the number has been said, only those that name no day and turn nothing either.
    """
    if len(facts.low.split()) < _FEWEST_WORDS:
        return facts.text
    answer = next((s.start for s in facts.sentences if _gives_number(s, facts, ask)), 0)
    kept = [
        s
        for s in facts.sentences
        if _bears(s, facts) or (s.start >= answer and _may_turn(s, facts))
    ]
    return "".join(s.text for s in kept).strip() or facts.text


def _gives_number(sentence: Sentence, facts: Facts, ask: Ask) -> bool:
    """Whether it gives a number as it was asked for."""
    if sentence.asks:
        return False
    counted = [a for a in _within(sentence, facts) if not a.left_out and not a.percent]
    return any(a.value == ask.planned or _as_asked(a.unit, ask) for a in counted)


def _may_turn(sentence: Sentence, facts: Facts) -> bool:
    """Whether it says "but", names a day or somebody, or puts off, with no number still to come."""
    marks = [m.start for m in facts.moments] + [p.start for p in facts.people]
    if any(sentence.start <= place < sentence.end for place in marks):
        return True
    return bool(TURNS.search(sentence.low) or SMALL_TALK.search(sentence.low))


def _as_asked(unit: str, ask: Ask) -> bool:
    return bool(unit) and (not ask.unit or same_unit(unit, ask.unit))


def _bears(sentence: Sentence, facts: Facts) -> bool:
    if sentence.asks or _within(sentence, facts):
        return True
    if any(sentence.start <= r.start < sentence.end for r in facts.references):
        return True
    named = any(sentence.start <= p.start < sentence.end for p in facts.people)
    if named and HANDS_OVER.search(sentence.low):
        return True
    if CONDITION.search(sentence.text):
        return True
    return any(sign.search(sentence.low) for sign in _MEANS)


def _within(sentence: Sentence, facts: Facts) -> list[Amount]:
    return [a for a in facts.amounts if sentence.start <= a.start < sentence.end]
