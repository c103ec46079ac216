"""What agents' proposals came to in each closed cycle, as the page across cycles shows it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from api import formats
from api.tongue import say
from api.views.process import ProposedLine
from planning import written
from store import scores

Score = Mapping[str, Any]


def proposed_lines(session: Session, company_id: int, *, last: int) -> tuple[ProposedLine, ...]:
    """Of the newest scored cycles, oldest first; of those that were closed before it was kept,
    nothing.
    """
    found = scores.of_company(session, company_id)[-last:]
    return tuple(
        proposed_line(cycle.name, content["agents"])
        for cycle, content in found
        if content.get("agents")
    )


def proposed_line(cycle: str, agents: Sequence[Score]) -> ProposedLine:
    by_name = {one["who"]: one for one in agents}
    drafter, reader, monitor = (
        words(by_name[who]) if who in by_name else "" for who, words in SAID.items()
    )
    return ProposedLine(cycle=cycle, drafter=drafter, reader=reader, monitor=monitor)


def _drafter(one: Score) -> str:
    nothing, choice = (Decimal(one[key]) for key in ("over_nothing_eur", "over_choice_eur"))
    if one["taken"]:
        return say("“{pick}”, taken: {than}", pick=one["pick"], than=_than_nothing(nothing))
    against = (
        say("{eur} more than the choice", eur=written.eur(choice))
        if choice > 0
        else say("{eur} less than the choice", eur=written.eur(-choice))
        if choice < 0
        else say("as much as the choice")
    )
    return say(
        "“{pick}”, not taken: {than}, {against}",
        pick=one["pick"],
        than=_than_nothing(nothing),
        against=against,
    )


def _than_nothing(eur: Decimal) -> str:
    if eur < 0:
        return say("{eur} less than doing nothing", eur=written.eur(-eur))
    return say("{eur} more than doing nothing", eur=written.eur(eur))


def _reader(one: Score) -> str:
    return say(
        "{replies} read, {again} of them again by a person",
        replies=formats.count(one["proposed"], "reply", "replies"),
        again=one["proposed"] - one["stood"],
    )


def _monitor(one: Score) -> str:
    return say(
        "{changes} asked about, the plan adjusted for {stood}",
        changes=formats.count(one["proposed"], "change"),
        stood=one["stood"],
    )


SAID: Mapping[str, Callable[[Score], str]] = {
    "scenario_drafter": _drafter,
    "reply_reader": _reader,
    "monitor": _monitor,
}
