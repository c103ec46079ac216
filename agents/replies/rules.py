"""The first voice: which intent the words of a mail point to, and how clearly."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from agents.replies.contacts import stranger_in
from agents.replies.facts import Facts, Sentence
from agents.replies.rules_on_numbers import Points, weigh_values
from agents.replies.signs import (
    ABSENT,
    ACKNOWLEDGES,
    AUTOMATIC_SUBJECT,
    HANDS_OVER,
    SMALL_TALK,
    folded,
)
from agents.replies.values import AnswerIntent, Ask, ReplyMail

_TEAM = re.compile(
    r"\b(?:colleague|team|department|purchasing|planning department|kolleg\w+|abteilung|einkauf|companer\w|departamento|equipo|compras|collegue|service|equipe|achats|vertrieb|ventas|sales)\b"
)
_MINE_TO_SAY = re.compile(
    r"\b(?:no longer|not (?:my|mine)|nicht mehr mein|ya no|ne suis plus|plus mon)\b"
)


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
    weigh_values(points, ask, facts, said)
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
