"""How an evaluation's numbers and outcomes are written on its pages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from api import formats
from api.gather.playbook.home import VERDICTS
from api.tongue import Say, say
from api.views.frame import State
from gates.catalogue import GATES

CORPORA = {
    "recorded": Say("this company’s finished cycles"),
    "invented": Say("invented companies"),
    "files": Say("recordings from files"),
}
ASKED = State(word=Say("Being made"), icon="clock", tone="warn")
FAILED = State(word=Say("Failed"), icon="alert", tone="bad")
SHOWN = State(word=Say("Shown only"), icon="none", tone="idle")
IMPROVED = State(word=Say("Improved"), icon="check", tone="good")
SAME = State(word=Say("Same"), icon="none", tone="idle")
REGRESSED = State(word=Say("Regressed"), icon="alert", tone="bad")
MIXED = State(word=Say("Mixed"), icon="alert", tone="warn")
LOST = {
    "saved touch": State(word=Say("Saved touch"), icon="check", tone="good"),
    "lost correction": State(word=Say("Lost correction"), icon="alert", tone="bad"),
    "passed on": State(word=Say("Passed on"), icon="next", tone="warn"),
}
DECIMALS = 2


def verdict(said: str | None) -> State:
    return VERDICTS.get(said or "", SHOWN)


def figure(value: float) -> str:
    """A number with two decimals, and none where they say nothing.

    >>> figure(3.0), figure(0.125), figure(-1.5)
    ('3', '0.13', '−1.50')
    """
    rounded = Decimal(str(round(value + 1e-9, DECIMALS)))
    return formats.number(rounded, 0 if rounded == int(rounded) else DECIMALS)


def change(value: float) -> str:
    """Say a difference with its sign.

    >>> change(0.5), change(-2.0), change(0.0)
    ('+0.50', '−2', '0')
    """
    said = figure(value)
    return said if said.startswith(formats.MINUS) or said == "0" else f"+{said}"


def judged(metrics: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [metric for metric in metrics if metric["primary"]]


def gain(metric: Mapping[str, Any], row: Mapping[str, Any]) -> float:
    """How much better a cycle came out by a metric; worse is below zero."""
    moved = float(row["candidate"][metric["key"]]) - float(row["base"][metric["key"]])
    return moved if metric.get("more_is_better") else -moved


def outcome(metrics: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> State:
    """Improved, same or regressed, by the metrics that are judged."""
    gains = [gain(metric, row) for metric in judged(metrics)]
    better, worse = any(one > 0 for one in gains), any(one < 0 for one in gains)
    if better and worse:
        return MIXED
    return IMPROVED if better else REGRESSED if worse else SAME


def gate(name: str) -> str:
    return say(GATES[name].title) if name in GATES else name
