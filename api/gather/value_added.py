"""What each step of a closed cycle's forecast added, and each person and the check, as shown."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from api import formats
from api.tongue import Say, say
from api.views.process import AddedLine, StepCell
from planning.directory import read_company
from planning.value_added import ANALYST, CHECKER
from store import cycles, people, scores
from store.tables.cycles import CycleRow

STEPS = {
    "naive": Say("Naive"),
    "last_cycle": Say("Last cycle’s"),
    "sent": Say("As first sent"),
    "checked": Say("As checked"),
    "signed": Say("As signed"),
}


def added_lines(session: Session, company_id: int, *, last: int) -> tuple[AddedLine, ...]:
    """Of the newest scored cycles, oldest first."""
    found = scores.of_company(session, company_id)[-last:]
    told = [(cycle, content["value_added"]) for cycle, content in found if _is_told(content)]
    names = _names(session, company_id) if told else {}
    return tuple(_line(cycle, content, names) for cycle, content in told)


def _is_told(content: Mapping[str, Any]) -> bool:
    return bool(content.get("value_added", {}).get("steps"))


def _names(session: Session, company_id: int) -> Mapping[str, str]:
    """Of people and regions, by key."""
    company = read_company(cycles.company_files(session, company_id))
    regions = {region.code: region.name for region in company.regions}
    return regions | {who.key: who.name for who in people.everyone(session, company_id)}


def _line(cycle: CycleRow, content: Mapping[str, Any], names: Mapping[str, str]) -> AddedLine:
    who = [*content["people"], *content["agents"]]
    return AddedLine(
        cycle=cycle.name,
        weeks=formats.count(content["weeks"], "week"),
        steps=tuple(_cells(content["steps"])),
        who=tuple(
            say("{who}: {added}", who=_called(one, names), added=_points(one["added_pct"]))
            for one in sorted(who, key=lambda one: -Decimal(one["added_pct"]))
        ),
    )


def _cells(steps: Sequence[Mapping[str, Any]]) -> Iterator[StepCell]:
    told = {one["key"]: one for one in steps}
    for key in STEPS:
        added = told[key]["added_pct"]
        worse = added is not None and Decimal(added) < 0
        yield StepCell(
            error=f"{Decimal(told[key]['wape_pct']):.1f} %",
            added="" if added is None else _points(added),
            tone="bad" if worse else "",
        )


def _called(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    region = names.get(one["region"], one["region"])
    if one["who"] == CHECKER:
        return say("Check of {region}", region=region)
    if one["who"] == ANALYST:
        return say("Last cycle’s numbers put in for {region}", region=region)
    return f"{names.get(one['who'], one['who'])}, {region}"


def _points(added: str) -> str:
    """Taken away from the error, in points.

    >>> _points("2.1"), _points("-0.4"), _points("0.0")
    ('+2.1', '−0.4', '0.0')
    """
    value = Decimal(added)
    sign = "+" if value > 0 else formats.MINUS if value < 0 else ""
    return f"{sign}{abs(value):.1f}"
