"""The plan page from the store.

What a constraint and a scenario hold is written by whoever computed them; the keys read here
are the whole contract, and what is missing is left out rather than guessed:
a constraint has `title`, `cause`, `detail`, `gap`, `first_short`, `choose_by`;
a scenario's `tables` are lists of `title`, `unit`, `weeks`, `rows` (`label`, `values`, `kind`).
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from api import formats
from api.gather.commitments import families, promised
from api.gather.contradictions import contradictions
from api.gather.plan_links import asked, choices
from api.gather.plan_sights import loads, stocks
from api.gather.planned import Planned
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.plan import ConstraintView, PlanView, WeekRow, WeekTable
from store.reading_plans import PlanRecord
from store.tables.cycles import CycleRow

LOCKED = State(word=Say("Locked"), icon="lock", tone="good")
AT_A_GLANCE = (Say("Stock at the end of the week"), Say("Load"))
"""Tables that the small drawings stand for, where there are any."""
DRAFT = State(word=Say("Not locked yet"), icon="half")


def plan_view(
    record: PlanRecord,
    cycle: CycleRow,
    viewer: Viewer,
    given: Planned | None = None,
    option: str = "",
) -> PlanView:
    """`given` is the plan to look into, where it can be; `option` the one that was asked for."""
    version = record.version
    return PlanView(
        title=say("Plan for {cycle}", cycle=cycle.name),
        version=_version(record),
        status=LOCKED if version else DRAFT,
        published_at=version.locked_at.astimezone(viewer.zone) if version else None,
        tables=tuple(
            _table(table)
            for table in _tables(record)
            if given is None or table["title"] not in AT_A_GLANCE
        ),
        constraints=tuple(
            _constraint(row.key, row.content, viewer, chosen=version is not None)
            for row in record.constraints
        ),
        commitments=promised(
            record.commitments,
            families(_tables(record)),
            viewer,
            record.came,
            given.company if given else None,
        ),
        contradictions=contradictions(record, given.company if given else None),
        money_href=f"/plan/money{asked(option)}" if given else "",
        choices=choices(record, "/plan"),
        loads=loads(given, option) if given else (),
        stocks=stocks(given, option) if given else (),
    )


def _version(record: PlanRecord) -> str:
    if record.version and record.scenario:
        return say(
            "Version {version}, {scenario}",
            version=record.version.version,
            scenario=record.scenario.name,
        )
    return (
        say("As in “{scenario}”", scenario=record.scenario.name)
        if record.scenario
        else say("Nothing computed yet")
    )


def _tables(record: PlanRecord) -> list[dict[str, Any]]:
    return list(record.scenario.result.get("tables", [])) if record.scenario else []


def _table(table: Mapping[str, Any]) -> WeekTable:
    return WeekTable(
        title=str(table["title"]),
        unit=str(table["unit"]),
        weeks=tuple(str(week) for week in table["weeks"]),
        rows=tuple(
            WeekRow(
                label=str(row["label"]),
                cells=tuple(formats.number(round(float(value))) for value in row["values"]),
                kind=str(row.get("kind", "")),
            )
            for row in table["rows"]
        ),
    )


def _constraint(
    key: str, content: Mapping[str, Any], viewer: Viewer, *, chosen: bool
) -> ConstraintView:
    by = date.fromisoformat(content["choose_by"]) if content.get("choose_by") else None
    end = datetime.combine(by, time(23, 59), viewer.zone) if by else None
    return ConstraintView(
        title=str(content.get("title", key)),
        cause=str(content.get("cause", "")),
        detail=str(content.get("detail", "")),
        gap=str(content.get("gap", "")),
        first_short=str(content.get("first_short", "")),
        choose_by=by,
        choose_left=formats.left(end, viewer.now) if end and not chosen else "",
    )
