"""Reads an answer: without a person only where two voices agree and nothing speaks against it."""

from agents.replies.agreement import Chances, agree, together
from agents.replies.attacks import attacks_in
from agents.replies.background import facts_of
from agents.replies.doubts import doubts_about
from agents.replies.facts import Facts
from agents.replies.fields import fields_of
from agents.replies.rules import Opinion, opinion
from agents.replies.values import FOR_A_PERSON, GIVES_NUMBER, Answer, AnswerIntent, Ask, ReplyMail
from agents.replies.voice import second_voice

_CLEAR = 2.0
_SAME = 0.97
_SURE = 0.68
"""Below, a person looks, whatever else speaks for it."""
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
        return _foul(attacks, _SAME)
    by_rules = opinion(ask, mail, facts)
    if heard is not None and heard[AnswerIntent.SUSPICIOUS] > _FOUL and not _plain(by_rules, heard):
        return _foul(
            ("it sounds like an attempt to steer the system",), heard[AnswerIntent.SUSPICIOUS]
        )
    intent = together(by_rules, heard)
    found = fields_of(intent, ask, facts)
    why = _unsettled(intent, by_rules, heard) + doubts_about(intent, ask, mail, facts, found)
    if not why and heard is not None and _clarity(intent, by_rules, heard) < _SURE:
        why = ["it isn't clear enough to act on"]
    return Answer(
        intent=intent,
        accepted=not why,
        confidence=_confidence(intent, by_rules, heard, len(why)),
        quantity=found.quantity,
        unit=found.unit,
        when=found.when,
        rest_when=found.rest_when,
        delegate=found.delegate,
        reference=found.reference,
        reason=found.reason,
        doubts=tuple(why),
    )


def _foul(why: tuple[str, ...], confidence: float) -> Answer:
    return Answer(intent=AnswerIntent.SUSPICIOUS, confidence=round(confidence, 2), doubts=why)


def _plain(by_rules: Opinion, heard: Chances) -> bool:
    """An intent the rules see clearly and the voice finds likely too."""
    return by_rules.margin >= 1 and heard[by_rules.intent] > heard[AnswerIntent.SUSPICIOUS] / 2


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
    agrees = agree(by_rules, heard)
    return [] if agrees else ["its words and its sense point to different answers"]


def _clarity(intent: AnswerIntent, by_rules: Opinion, heard: Chances) -> float:
    """How clearly it is this and nothing else; which kind of number it is doesn't blur it."""
    kin = GIVES_NUMBER if intent in GIVES_NUMBER else {intent}
    other = max((by_rules.points[one] for one in by_rules.points if one not in kin), default=0.0)
    words = max(0.0, min(1.0, 0.5 + (by_rules.strength - other) / 6))
    return (words + sum(heard[one] for one in kin)) / 2


def _confidence(
    intent: AnswerIntent, by_rules: Opinion, heard: Chances | None, doubts: int
) -> float:
    words = min(1.0, 0.5 + by_rules.margin / 6) if by_rules.intent is intent else 0.25
    sense = heard[intent] if heard is not None else words
    return round(max(0.05, min(0.99, (words + sense) / 2 * 0.85**doubts)), 2)
