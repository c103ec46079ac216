"""What a mail's numbers, yeses and noes speak for: a value, a part, a confirmation, a refusal."""

import re
from collections import defaultdict
from dataclasses import dataclass

from agents.replies.amounts import Amount
from agents.replies.facts import OF_THE, Facts, Sentence
from agents.replies.signs import CONFIRMS, EARLIEST, FIRM, NEGATES, PART, UNDONE
from agents.replies.values import AnswerIntent, Ask

Points = defaultdict[AnswerIntent, float]
_STRONG = 4
_FRACTION = re.compile(
    r"\b(?:half|hae?lfte|mitad|moitie|partial\w*|teilweise|zum teil|parcial\w*|partiel\w*|en partie|partly)\b"
)
_SHARE = re.compile(
    r"\b\d[\d.,]* ?(?:%|percent|prozent|por ciento|pour ?cent) (?:of|von|davon|del?|des)\b"
)


def weigh_values(points: Points, ask: Ask, facts: Facts, said: list[Sentence]) -> None:
    """Points for a number given, a part of it, a yes or a no."""
    heard = _Heard.of(ask, facts, said)
    _weigh_part(points, ask, facts, heard)
    _weigh_yes(points, ask, heard)
    _weigh_no(points, facts, heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What the statements of a mail hold."""

    amounts: tuple[Amount, ...]
    part: bool
    refuses: bool
    negates: bool
    confirms: bool
    firm: bool
    undone: bool

    @classmethod
    def of(cls, ask: Ask, facts: Facts, said: list[Sentence]) -> "_Heard":
        return cls(
            amounts=facts.stated,
            part=any(PART.search(s.low) for s in said) or _of_the_whole(ask, facts),
            refuses=any(s.refuses for s in said),
            negates=any(NEGATES.search(s.low) for s in said),
            confirms=any(CONFIRMS.search(s.low) and not UNDONE.search(s.low) for s in said),
            firm=any(FIRM.search(s.low) for s in said),
            undone=any(UNDONE.search(s.low) for s in said),
        )


def _weigh_part(points: Points, ask: Ask, facts: Facts, heard: _Heard) -> None:
    values = {a.value for a in heard.amounts}
    planned = ask.planned
    short = planned is None or any(value < planned for value in values)
    two_parts = (
        len(heard.amounts) > 1
        and (planned is None or sum(a.value for a in heard.amounts) <= planned * 11 / 10)
        and len({m.value for m in facts.moments}) > 1
    )
    if heard.amounts and (heard.part or heard.refuses or two_parts) and short:
        points[AnswerIntent.PARTIAL] += 3.5 if heard.part or two_parts else 2.4
        points[AnswerIntent.PROVIDES_VALUE] += 1.5
    elif not heard.amounts and heard.part:
        share = _FRACTION.search(facts.low) or any(a.percent for a in facts.amounts)
        points[AnswerIntent.PARTIAL] += 3.0 if share else 0


def _weigh_yes(points: Points, ask: Ask, heard: _Heard) -> None:
    if points[AnswerIntent.PARTIAL]:
        return
    if not heard.amounts:
        yes = (3.0 if heard.firm else 2.4) - (1.8 if heard.refuses else 0)
        points[AnswerIntent.CONFIRMS_DONE] += yes if heard.confirms else 0
        return
    same = ask.planned is None or ask.planned in {a.value for a in heard.amounts}
    if heard.confirms and same and (heard.firm or not ask.wants_value):
        points[AnswerIntent.CONFIRMS_DONE] += 3.3 if heard.firm else 2.4
        points[AnswerIntent.PROVIDES_VALUE] += 1.0
    else:
        points[AnswerIntent.PROVIDES_VALUE] += 3.0
        points[AnswerIntent.CONFIRMS_DONE] += 1.0 if heard.confirms else 0


def _weigh_no(points: Points, facts: Facts, heard: _Heard) -> None:
    if heard.undone and not heard.amounts:
        points[AnswerIntent.UNRELATED] += 1.2
    if heard.refuses:
        weight = 0.8 if heard.amounts else 2.0 if heard.undone else 3.2
        instead = max(points[AnswerIntent.OUT_OF_OFFICE], points[AnswerIntent.DELEGATES])
        points[AnswerIntent.DECLINES] += weight * (0.3 if instead >= _STRONG else 1)
    elif not heard.amounts:
        points[AnswerIntent.DECLINES] += 1.5 if heard.negates and not heard.undone else 0
        points[AnswerIntent.DECLINES] += 1.5 if EARLIEST.search(facts.low) and facts.moments else 0


def _of_the_whole(ask: Ask, facts: Facts) -> bool:
    """Whether it speaks of a share: "50 % of it", "of the 9,600 cases"."""
    whole = [a for a in facts.amounts if a.left_out and a.value == ask.planned]
    named = any(OF_THE.search(facts.low[: a.start]) for a in whole)
    return named or bool(_SHARE.search(facts.low))
