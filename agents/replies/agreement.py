"""Two voices on one mail: the intent they point to together, and whether they agree on it."""

from collections.abc import Mapping
from math import log

from agents.replies.rules import Opinion
from agents.replies.values import GIVES_NUMBER, AnswerIntent

Chances = Mapping[AnswerIntent, float]
_CLEAR, _SURE, _SURER, _KIN, _LEAST, _OTHERWISE = 2.0, 0.35, 0.58, 0.6, 0.15, 0.7
_UNHEARD = 1e-4


def together(by_rules: Opinion, heard: Chances | None) -> AnswerIntent:
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


def agree(by_rules: Opinion, heard: Chances) -> bool:
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
    least = _SURE if intent is AnswerIntent.PARTIAL else _LEAST
    return heard[intent] >= least and max(heard[one] for one in GIVES_NUMBER) < _OTHERWISE
