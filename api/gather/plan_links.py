"""Stable addresses of what a plan holds: an item, a component, a line, and a week of each."""

from datetime import date
from urllib.parse import quote

from api.views.plan_weeks import Choice
from store.reading_plans import PlanRecord


def week_key(monday: date) -> str:
    """A week as addresses name it.

    >>> week_key(date(2027, 1, 4))
    '2027-W01'
    """
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def asked(option: str) -> str:
    """What an address says of another option than the plan stands on."""
    return f"?option={quote(option)}" if option else ""


def stock_href(code: str, option: str, monday: date | None = None) -> str:
    """Of an item or a component."""
    return f"/plan/items/{quote(code, safe='')}{_week(monday)}{asked(option)}"


def line_href(code: str, option: str, monday: date | None = None) -> str:
    return f"/plan/lines/{quote(code, safe='')}{_week(monday)}{asked(option)}"


def _week(monday: date | None) -> str:
    return "" if monday is None else f"/weeks/{week_key(monday)}"


def choices(record: PlanRecord, path: str) -> tuple[Choice, ...]:
    """Every option of the round; none where there is only one."""
    current = record.scenario.key if record.scenario else ""
    if len(record.options) < 2:  # noqa: PLR2004 # one is no choice
        return ()
    return tuple(
        Choice(name=row.name, href=f"{path}{asked(row.key)}", current=row.key == current)
        for row in record.options
    )
