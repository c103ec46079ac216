"""What the last cycle's decision came to, in words for whoever decides in this one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from planning import written
from planning.value_added import ANALYST, CHECKER
from store import cycles, people, scores
from store.tables.cycles import CycleRow


def last_time(session: Session, cycle: CycleRow) -> tuple[str, ...]:
    """Nothing where there was no cycle before, or its plan was never held against actuals."""
    before = cycles.previous_cycle(session, cycle)
    content = scores.of_cycle(session, before.id) if before is not None else None
    if before is None or content is None:
        return ()
    told = (decision_words(before.name, content), _forecast(before.name, content))
    added = _added(session, before, content.get("value_added", {}))
    return (*told, *added, *agents_words(before.name, content.get("agents", [])))


def decision_words(name: str, content: dict[str, Any]) -> str:
    chosen, best = content["chosen"], content["best"]
    expected = written.eur(Decimal(chosen["expected_eur"]))
    if best is None:
        return f"{name}: “{chosen['name']}” could not be replayed on the demand that came"
    actual = written.eur(Decimal(chosen["actual_eur"]))
    came = f"{actual} on the demand that came, {expected} expected"
    regret = Decimal(content["regret_eur"])
    if regret > 0:
        more = f"“{best['name']}” would have earned {written.eur(regret)} more"
        return f"{name}: “{chosen['name']}” came to {came}; {more}{_without(content)}"
    return f"{name}: “{chosen['name']}” was the best choice: {came}{_without(content)}"


def agents_words(name: str, agents: list[dict[str, Any]]) -> Iterator[str]:
    """Where a person chose otherwise than the agents picked, and how their readings stood."""
    for one in agents:
        if one.get("taken") is False:
            over = Decimal(one["over_choice_eur"])
            more = "more" if over >= 0 else "less"
            eur = written.eur(abs(over))
            yield f"{name}: “{one['pick']}”, which agents picked, would have earned {eur} {more}"
        elif one["who"] == "reply_reader" and one["stood"] < one["proposed"]:
            again = one["proposed"] - one["stood"]
            replies = written.counted(one["proposed"], "reply", "replies")
            yield f"{name}: of {replies} read by agents, {again} had to be read again by a person"


def _without(content: dict[str, Any]) -> str:
    """What the choice was held against nothing of."""
    names = [f"“{one['name']}”" for one in content["options"] if one["actual_eur"] is None]
    return f"; {written.listed(names)} could not be replayed" if names else ""


def _added(session: Session, cycle: CycleRow, content: dict[str, Any]) -> Iterator[str]:
    """What everybody added to the forecast, the most first; nothing where nobody moved it."""
    who = [(_name(session, cycle, one), Decimal(one["added_pct"])) for one in _ones(content)]
    moved = sorted((one for one in who if one[1]), key=lambda one: -one[1])
    if moved:
        parts = [f"{name} {added:+.1f}" for name, added in moved]
        yield f"{cycle.name}, points of forecast error taken away by {written.listed(parts)}"


def _ones(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [*content.get("people", []), *content.get("agents", [])]


def _name(session: Session, cycle: CycleRow, one: dict[str, Any]) -> str:
    if one["who"] == CHECKER:
        return f"the check of {one['region']}"
    if one["who"] == ANALYST:
        return f"last cycle’s numbers put in for {one['region']}"
    return people.by_key(session, cycle.company_id, one["who"]).name


def _forecast(name: str, content: dict[str, Any]) -> str:
    parts = [
        f"{label} {written.pct(Decimal(content[key]))}"
        for key, label in (
            ("wape_pct", "forecast error"),
            ("bias_pct", "bias"),
            ("adherence_pct", "schedule kept"),
        )
        if content[key] is not None
    ]
    weeks = written.counted(content["weeks"], "week")
    return f"{name}, {weeks} of actuals: {written.listed(parts)}"
