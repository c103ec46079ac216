"""An item's or a component's stock by week, and one week of it as a sum."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from api import formats
from api.gather.plan_links import asked, choices, line_href, stock_href
from api.gather.planned import Planned
from api.tongue import say
from api.views.plan_charts import drawn, stock_chart
from api.views.plan_weeks import ByWeekView, Row, Week, WeekView
from planning import written
from planning.projection import Flow, NotPlanned, Projection, project_item
from planning.projection_parts import project_part
from store.reading_plans import PlanRecord


def projected(given: Planned, code: str) -> Projection:
    """Of an item, else of a component. Raises `NotPlanned`."""
    try:
        return project_item(given.company, given.plan, code)
    except NotPlanned:
        return project_part(given.company, given.plan, code)


def stock_view(given: Planned, record: PlanRecord, code: str, option: str) -> ByWeekView:
    found = projected(given, code)
    return ByWeekView(
        title=found.name,
        unit=found.unit,
        back=f"/plan{asked(option)}",
        says=_says(given, found),
        plot=drawn(stock_chart(found)),
        weeks=tuple(
            Week(name=written.week(monday), href=stock_href(code, option, monday))
            for monday in found.weeks
        ),
        rows=(
            _total(say("Opening stock"), (found.opening, *found.stock[:-1]), kind=""),
            *(_row(flow, option) for flow in found.flows),
            _total(say("Stock at the end"), found.stock),
            *_against_floor(found),
            *(_row(flow, option) for flow in found.asked),
        ),
        choices=choices(record, f"/plan/items/{code}"),
        csv=f"/plan/stock/{code}.csv{asked(option)}",
    )


def stock_week_view(given: Planned, code: str, at: int, option: str) -> WeekView:
    found = projected(given, code)
    monday = found.weeks[at]
    before = found.opening if at == 0 else found.stock[at - 1]
    flows = [_one(flow, at, option) for flow in found.flows if flow.values[at]]
    return WeekView(
        title=say("{of}, week {week}", of=found.name, week=written.week(monday)),
        of=found.name,
        of_href=stock_href(code, option),
        back=f"/plan{asked(option)}",
        unit=found.unit,
        rows=(
            Row(says=say("Opening stock"), href="", cells=(_number(before),)),
            *flows,
            Row(
                says=say("Stock at the end"),
                href="",
                cells=(_number(found.stock[at]),),
                kind="total",
            ),
        ),
        beside=(
            *(_one(flow, at, option) for flow in found.asked if flow.values[at]),
            *_line_row(given, found, option, monday),
        ),
        before=neighbour(found.weeks, at - 1, lambda day: stock_href(code, option, day)),
        after=neighbour(found.weeks, at + 1, lambda day: stock_href(code, option, day)),
    )


def neighbour(weeks: Sequence[date], at: int, href: Callable[[date], str]) -> Week | None:
    """The week before or after, where the plan has one."""
    if not 0 <= at < len(weeks):
        return None
    return Week(name=say("Week {week}", week=written.week(weeks[at])), href=href(weeks[at]))


def _says(given: Planned, found: Projection) -> str:
    lowest = min(found.stock)
    week = written.week(found.weeks[found.stock.index(lowest)])
    least = say(
        "Lowest in week {week}: {stock} {unit}", week=week, stock=_number(lowest), unit=found.unit
    )
    if found.floor:
        under = sum(stock < found.floor for stock in found.stock)
        least = say(
            "{least}; below its safety stock of {floor} in {weeks}",
            least=least,
            floor=_number(found.floor),
            weeks=formats.count(under, "week"),
        )
    return say("{says}. In “{option}”.", says=least, option=given.option.scenario.name)


def _against_floor(found: Projection) -> Iterator[Row]:
    if not found.floor:
        return
    below = tuple(min(stock - found.floor, 0) for stock in found.stock)
    if any(below):
        yield _total(say("Below safety stock by"), below, kind="bad")


def _line_row(given: Planned, found: Projection, option: str, monday: date) -> Iterator[Row]:
    line = next((one for one in given.company.resources if one.code == found.line), None)
    if line is not None:
        yield Row(
            says=say("Made on {line}", line=line.name),
            href=line_href(line.code, option, monday),
            cells=("",),
        )


def _row(flow: Flow, option: str) -> Row:
    href = stock_href(flow.code, option) if flow.code else ""
    return Row(says=flow.says, href=href, cells=_cells(flow.values), values=flow.values)


def _total(says: str, values: Sequence[float], kind: str = "total") -> Row:
    return Row(says=says, href="", cells=_cells(values), kind=kind, values=tuple(values))


def _one(flow: Flow, at: int, option: str) -> Row:
    href = stock_href(flow.code, option) if flow.code else ""
    return Row(says=flow.says, href=href, cells=(_number(flow.values[at]),))


def _cells(values: Sequence[float]) -> tuple[str, ...]:
    return tuple(_number(value) for value in values)


def _number(value: float) -> str:
    """Whole; what rounds to nothing has no sign."""
    return formats.number(round(value) or 0)
