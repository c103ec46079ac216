"""The first voice: which intent the words of a mail point to, and how clearly."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from agents.replies.contacts import stranger_in
from agents.replies.facts import OF_THE, Facts, Sentence
from agents.replies.signs import (
    ABSENT,
    ACKNOWLEDGES,
    AUTOMATIC_SUBJECT,
    CONFIRMS,
    EARLIEST,
    HANDS_OVER,
    NEGATES,
    PART,
    REFUSES,
    SMALL_TALK,
    UNDONE,
    folded,
)
from agents.replies.values import AnswerIntent, Ask, ReplyMail

_FIRM_CONFIRM = re.compile(
    r"\b(?:confirm|bestae?tig|zugesagt|erledigt|done|hecho|c'est (?:fait|bon|d'accord|valide)|fait\b|valid)"
)
_TEAM = re.compile(
    r"\b(?:colleague|team|department|purchasing|planning department|kolleg\w+|abteilung|einkauf|companer\w|departamento|equipo|compras|collegue|service|equipe|achats|vertrieb|ventas|sales)\b"
)
_FRACTION = re.compile(
    r"\b(?:half|hae?lfte|mitad|moitie|partial\w*|teilweise|zum teil|parcial\w*|partiel\w*|en partie|partly)\b"
)
_SHARE = re.compile(
    r"\b\d[\d.,]* ?(?:%|percent|prozent|por ciento|pour ?cent) (?:of|von|davon|del?|des)\b"
)
_MINE_TO_SAY = re.compile(
    r"\b(?:no longer|not (?:my|mine)|nicht mehr mein|ya no|ne suis plus|plus mon)\b"
)


Points = defaultdict[AnswerIntent, float]
_STRONG = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An intent and how much speaks for it; `runner_up` is how much speaks for the next."""

    intent: AnswerIntent
    strength: float
    runner_up: float
    points: Mapping[AnswerIntent, float]

    @property
    def margin(self) -> float:
        return self.strength - self.runner_up


def opinion(ask: Ask, mail: ReplyMail, facts: Facts) -> Opinion:
    """What the rules think. Nothing at all reads as unrelated, weakly."""
    points: Points = defaultdict(float)
    said = [sentence for sentence in facts.sentences if not sentence.asks]
    asking = [s for s in facts.sentences if s.asks]
    to_us = [s for s in asking if not any(s.start <= p.start < s.end for p in facts.people)]
    _absence(points, mail, facts)
    _handing_over(points, facts, said, asking)
    _values(points, ask, facts, said)
    if to_us:
        points[AnswerIntent.ASKS_QUESTION] += 3.0 if len(to_us) >= len(said) else 1.5
    if ACKNOWLEDGES.search(facts.low):
        points[AnswerIntent.UNRELATED] += 3
        points[AnswerIntent.CONFIRMS_DONE] = 0
    talk = len(SMALL_TALK.findall(facts.low + " " + folded(mail.subject)))
    points[AnswerIntent.UNRELATED] += 0.4 + min(2, talk) * 1.2
    (best, most), *others = sorted(points.items(), key=lambda pair: -pair[1])
    return Opinion(
        intent=best, strength=most, runner_up=others[0][1] if others else 0.0, points=points
    )


def _absence(points: Points, mail: ReplyMail, facts: Facts) -> None:
    auto = bool(AUTOMATIC_SUBJECT.search(folded(mail.subject)))
    signs = len(set(ABSENT.findall(facts.low)))
    if auto and (signs or mail.automatic or facts.moments):
        points[AnswerIntent.OUT_OF_OFFICE] += 6
    elif signs:
        named = [p for p in facts.people if ABSENT.search(facts.low, p.end, p.end + 40)]
        commits = any(not a.left_out and a.unit for a in facts.amounts)
        points[AnswerIntent.OUT_OF_OFFICE] += (1.0 if commits or named else 4.5) + 0.5 * (signs - 1)


def _handing_over(
    points: Points, facts: Facts, said: list[Sentence], asking: list[Sentence]
) -> None:
    best = 0.0
    for sentence in [*said, *asking]:
        known = any(sentence.start <= p.start < sentence.end for p in facts.people)
        if not HANDS_OVER.search(sentence.low) and not (known and sentence.asks):
            continue
        weight = 0.4
        if known:
            weight = 4.0
        elif stranger_in(sentence.text):
            weight = 2.6
        elif _TEAM.search(sentence.low):
            weight = 2.2
        best = max(best, weight if not sentence.asks or known else 0.5)
    if best < 2 and facts.people:  # noqa: PLR2004
        best = 3.0 if _MINE_TO_SAY.search(facts.low) else 2.2
    commits = any(not a.left_out and a.unit for a in facts.amounts)
    if best:
        points[AnswerIntent.DELEGATES] += best - (1.5 if commits else 0)


def _values(points: Points, ask: Ask, facts: Facts, said: list[Sentence]) -> None:
    stands = [
        a
        for a in facts.amounts
        if not a.percent and not a.left_out and not _asked_at(facts, a.start)
    ]
    part = any(PART.search(sentence.low) for sentence in said) or _of_the_whole(ask, facts)
    refuses = any(sentence.refuses for sentence in said)
    confirms = any(
        CONFIRMS.search(sentence.low) and not UNDONE.search(sentence.low) for sentence in said
    )
    firm = any(_FIRM_CONFIRM.search(sentence.low) for sentence in said)
    planned = ask.planned
    values = {a.value for a in stands}
    short = planned is None or any(value < planned for value in values)
    two_parts = (
        len(stands) > 1
        and (planned is None or sum(a.value for a in stands) <= planned * 11 / 10)
        and len({m.value for m in facts.moments}) > 1
    )
    if stands and (part or refuses or two_parts) and short:
        points[AnswerIntent.PARTIAL] += 3.5 if part or two_parts else 2.4
        points[AnswerIntent.PROVIDES_VALUE] += 1.5
    elif (
        not stands
        and part
        and (_FRACTION.search(facts.low) or any(a.percent for a in facts.amounts))
    ):
        points[AnswerIntent.PARTIAL] += 3.0
    if stands and not points[AnswerIntent.PARTIAL]:
        same = planned is None or planned in values
        if confirms and same and (firm or not ask.wants_value):
            points[AnswerIntent.CONFIRMS_DONE] += 3.3 if firm else 2.4
            points[AnswerIntent.PROVIDES_VALUE] += 1.0
        else:
            points[AnswerIntent.PROVIDES_VALUE] += 3.0
            points[AnswerIntent.CONFIRMS_DONE] += 1.0 if confirms else 0
    elif confirms and not points[AnswerIntent.PARTIAL]:
        points[AnswerIntent.CONFIRMS_DONE] += (3.0 if firm else 2.4) - (1.8 if refuses else 0)
    undone = any(UNDONE.search(sentence.low) for sentence in said)
    if undone and not stands:
        points[AnswerIntent.UNRELATED] += 1.2
    if not refuses and not stands:
        negates = any(NEGATES.search(sentence.low) for sentence in said)
        points[AnswerIntent.DECLINES] += 1.5 if negates and not undone else 0
        points[AnswerIntent.DECLINES] += 1.5 if EARLIEST.search(facts.low) and facts.moments else 0
    if refuses:
        weight = 0.8 if stands else 2.0 if undone else 3.2
        points[AnswerIntent.DECLINES] += weight * (
            0.3 if points[AnswerIntent.OUT_OF_OFFICE] > _STRONG else 1
        )


def _of_the_whole(ask: Ask, facts: Facts) -> bool:
    """Whether it speaks of a share: "50 % of it", "of the 9,600 cases"."""
    whole = [a for a in facts.amounts if a.left_out and a.value == ask.planned]
    named = any(OF_THE.search(facts.low[: a.start]) for a in whole)
    return named or bool(_SHARE.search(facts.low))


def _asked_at(facts: Facts, place: int) -> bool:
    sentence = facts.sentence_at(place)
    return bool(sentence and sentence.asks)


def refuses(facts: Facts) -> bool:
    return bool(REFUSES.search(facts.low))
