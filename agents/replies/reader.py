"""Reads an answer: without a person only where two voices agree and nothing speaks against it."""

from collections.abc import Mapping
from math import log

from agents.replies.attacks import attacks_in
from agents.replies.doubts import doubts_about
from agents.replies.facts import Facts, facts_of
from agents.replies.fields import fields_of
from agents.replies.rules import Opinion, opinion
from agents.replies.values import FOR_A_PERSON, GIVES_NUMBER, Answer, AnswerIntent, Ask, ReplyMail
from agents.replies.voice import second_voice

Chances = Mapping[AnswerIntent, float]
_CLEAR, _SURE, _SURER, _KIN, _LEAST, _OTHERWISE = 2.0, 0.35, 0.58, 0.6, 0.15, 0.7
_SAME = 0.97
_UNHEARD = 1e-4
_FOUL, _ODD = 0.6, 0.35
"""From these chances of an attack on: nothing in the mail is believed; a person looks."""


def read_answer(ask: Ask, mail: ReplyMail) -> Answer:
    """What a mail says in answer to an ask; never raises for what the mail holds."""
    facts = facts_of(ask, mail)
    return judged(ask, mail, facts, second_voice(facts))


def judged(ask: Ask, mail: ReplyMail, facts: Facts, heard: Chances | None) -> Answer:
    """The answer both voices give together."""
    attacks = attacks_in(mail)
    if attacks:
        return _foul("; ".join(attacks), _SAME)
    by_rules = opinion(ask, mail, facts)
    if heard is not None and heard[AnswerIntent.SUSPICIOUS] > _FOUL and not _plain(by_rules, heard):
        return _foul(
            "it sounds like an attempt to steer the system", heard[AnswerIntent.SUSPICIOUS]
        )
    intent = _together(by_rules, heard)
    found = fields_of(intent, ask, facts)
    why = _unsettled(intent, by_rules, heard) + doubts_about(intent, ask, mail, facts, found)
    accepted = not why
    return Answer(
        intent=intent,
        accepted=accepted,
        confidence=_confidence(intent, by_rules, heard, len(why)),
        quantity=found.quantity,
        unit=found.unit,
        when=found.when,
        rest_when=found.rest_when,
        delegate=found.delegate,
        reference=found.reference,
        reason=found.reason or ("; ".join(why) if why else None),
    )


def _foul(why: str, confidence: float) -> Answer:
    return Answer(intent=AnswerIntent.SUSPICIOUS, confidence=round(confidence, 2), reason=why)


def _plain(by_rules: Opinion, heard: Chances) -> bool:
    """An intent the rules see clearly and the voice finds likely too."""
    return by_rules.margin >= 1 and heard[by_rules.intent] > heard[AnswerIntent.SUSPICIOUS] / 2


def _together(by_rules: Opinion, heard: Chances | None) -> AnswerIntent:
    """The likeliest intent to both; which kind of number is given, the rules know better."""
    if heard is None:
        return by_rules.intent
    alone: list[AnswerIntent] = [
        i for i in heard if i not in GIVES_NUMBER and i is not AnswerIntent.SUSPICIOUS
    ]
    groups = [GIVES_NUMBER, *({intent} for intent in alone)]
    best = max(groups, key=lambda group: _weight(group, by_rules, heard))
    said = {intent: by_rules.points.get(intent, 0.0) for intent in best}
    return max(best, key=lambda intent: (said[intent], heard[intent]))


def _weight(group: set[AnswerIntent], by_rules: Opinion, heard: Chances) -> float:
    chance = sum(heard[intent] for intent in group)
    return log(max(chance, _UNHEARD)) + max(by_rules.points.get(i, 0.0) for i in group)


def _unsettled(intent: AnswerIntent, by_rules: Opinion, heard: Chances | None) -> list[str]:
    """Why the intent itself is not settled."""
    if intent in FOR_A_PERSON:
        return [
            "it asks a question"
            if intent is AnswerIntent.ASKS_QUESTION
            else "it does not answer what was asked"
        ]
    if by_rules.intent is not intent:
        return ["its words and its sense point to different answers"]
    if heard is None:
        clear = by_rules.margin >= _CLEAR
        return [] if clear else ["only the rules read it, and not clearly"]
    if heard[AnswerIntent.SUSPICIOUS] > _ODD:
        return ["something in it sounds odd"]
    agrees = _agreement(by_rules, heard)
    return [] if agrees else ["its words and its sense point to different answers"]


def _agreement(by_rules: Opinion, heard: Chances) -> bool:
    """The voice hears the same, or at least a number given where the rules know of which kind."""
    intent = by_rules.intent
    least = _SURER if intent is AnswerIntent.DECLINES else _SURE
    if max(heard, key=lambda one: heard[one]) is intent and heard[intent] >= least:
        return True
    kin = sum(heard[one] for one in GIVES_NUMBER)
    if intent not in GIVES_NUMBER or kin < _KIN:
        return False
    if intent is AnswerIntent.CONFIRMS_DONE and by_rules.margin >= _CLEAR:
        return True
    return heard[intent] >= _LEAST and max(heard[one] for one in GIVES_NUMBER) < _OTHERWISE


def _confidence(
    intent: AnswerIntent, by_rules: Opinion, heard: Chances | None, doubts: int
) -> float:
    words = min(1.0, 0.5 + by_rules.margin / 6) if by_rules.intent is intent else 0.25
    sense = heard[intent] if heard is not None else words
    return round(max(0.05, min(0.99, (words + sense) / 2 * 0.85**doubts)), 2)
