"""Rough-cut capacity of a line by week, and what works on it in one week."""

from collections.abc import Sequence
from decimal import Decimal

from api import formats
from api.gather.plan_links import asked, choices, line_href, stock_href
from api.gather.plan_stock import neighbour
from api.gather.planned import Planned
from api.tongue import say
from api.views.plan_charts import drawn, load_chart
from api.views.plan_weeks import ByWeekView, Row, Week, WeekView
from planning import written
from planning.line_load import LineLoad, load_of
from store.reading_plans import PlanRecord

NEARLY_FULL_PCT = 99.95


def load_view(given: Planned, record: PlanRecord, code: str, option: str) -> ByWeekView:
    found = load_of(given.company, given.plan, code)
    return ByWeekView(
        title=found.name,
        unit="h",
        back=f"/plan{asked(option)}",
        says=_says(given, found),
        plot=drawn(load_chart(found)),
        weeks=tuple(
            Week(name=written.week(monday), href=line_href(code, option, monday))
            for monday in found.weeks
        ),
        rows=(
            *(
                _row(one.says, one.values, href=stock_href(one.code or "", option))
                for one in found.work
            ),
            _row(say("Regular hours worked"), found.regular, kind="total"),
            _row(say("Overtime worked"), found.overtime),
            _row(say("Regular hours it has"), found.available),
            _row(say("Overtime it could work"), found.overtime_most),
            _row(say("Load, % of regular hours"), found.load_pct, kind="total"),
        ),
        choices=choices(record, f"/plan/lines/{code}"),
        csv=f"/plan/load/{code}.csv{asked(option)}",
    )


def load_week_view(given: Planned, code: str, at: int, option: str) -> WeekView:
    found = load_of(given.company, given.plan, code)
    monday = found.weeks[at]
    work = sorted((one for one in found.work if one.values[at]), key=lambda one: -one.values[at])
    worked = found.regular[at] + found.overtime[at]
    return WeekView(
        title=say("{of}, week {week}", of=found.name, week=written.week(monday)),
        of=found.name,
        of_href=line_href(code, option),
        back=f"/plan{asked(option)}",
        unit="h",
        rows=(
            *(
                Row(
                    says=one.says,
                    href=stock_href(one.code or "", option, monday),
                    cells=(_hour(one.values[at]),),
                )
                for one in work
            ),
            Row(says=say("Hours worked"), href="", cells=(_hour(worked),), kind="total"),
        ),
        beside=(
            Row(says=say("Regular hours it has"), href="", cells=(_hour(found.available[at]),)),
            Row(says=say("Overtime worked"), href="", cells=(_hour(found.overtime[at]),)),
            Row(
                says=say("Overtime it could work"), href="", cells=(_hour(found.overtime_most[at]),)
            ),
            Row(says=say("Load, % of regular hours"), href="", cells=(_hour(found.load_pct[at]),)),
        ),
        before=neighbour(found.weeks, at - 1, lambda day: line_href(code, option, day)),
        after=neighbour(found.weeks, at + 1, lambda day: line_href(code, option, day)),
    )


def _says(given: Planned, found: LineLoad) -> str:
    full = sum(value >= NEARLY_FULL_PCT for value in found.load_pct)
    over = sum(found.overtime)
    extra = say("{hours} h of overtime", hours=_hour(over)) if over else say("no overtime")
    return say(
        "Full in {weeks} of {all}; {overtime}. In “{option}”.",
        weeks=formats.count(full, "week"),
        all=len(found.weeks),
        overtime=extra,
        option=given.option.scenario.name,
    )


def _row(says: str, values: Sequence[float], *, href: str = "", kind: str = "") -> Row:
    cells = tuple(map(_hour, values))
    return Row(says=says, href=href, cells=cells, kind=kind, values=tuple(values))


def _hour(value: float) -> str:
    """To a tenth; what is less than that is nothing."""
    return formats.number(Decimal(str(round(value, 1) or 0)), 1)
