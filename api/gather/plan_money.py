"""The money page of a plan, and each of its months' sums taken apart."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from api import formats
from api.gather.plan_links import asked, choices
from api.gather.plan_ways import way_view
from api.gather.planned import Planned
from api.tongue import say
from api.views.numbers import PartView, SourceView
from api.views.plan_charts import drawn
from api.views.plan_money import MonthNumberView, MonthRow, PlanMoneyView
from gates.brief import Chart, Point
from graphs.sold_before import sold_before
from planning.explaining import NotExplained, explain
from planning.in_money import InMoney, in_money
from planning.options import restore_option
from planning.scenario import case_of
from planning.sold import SoldLine, sold_lines
from planning.write_off_risk import has_risk
from store.reading_plans import PlanRecord
from store.tables.cycles import CycleRow

THOUSAND = Decimal(1000)


def plan_money_view(
    session: Session, cycle: CycleRow, given: Planned, record: PlanRecord, option: str
) -> PlanMoneyView:
    company = given.company
    found = in_money(
        company,
        given.plan,
        last_plan=sold_before(session, cycle),
        first=_first(given, record),
    )
    return PlanMoneyView(
        option=given.option.scenario.name,
        choices=choices(record, "/plan/money"),
        back=f"/plan{asked(option)}",
        currency=company.currency,
        plots=tuple(drawn(chart) for chart in _charts(found)),
        months=_months(found, option),
        has_risk=has_risk(company),
        ways=tuple(way_view(company, way, record) for way in found.ways),
    )


def _first(given: Planned, record: PlanRecord) -> tuple[SoldLine, ...]:
    """What the round's first option sells, where that is another one."""
    if not record.options or record.options[0].key == given.option.scenario.key:
        return ()
    first = restore_option(given.base, record.options[0].result)
    levers = first.scenario.levers
    own = case_of(given.base, first.scenario).company if levers else given.base
    return sold_lines(own, first.plan) if own.plan_start == first.plan.weeks[0] else ()


def _months(found: InMoney, option: str) -> tuple[MonthRow, ...]:
    stock = {one.month: one for one in found.stock}
    cash = {one.month: one for one in found.cash}
    rows: list[MonthRow] = []
    for month in sorted({*stock, *cash}):
        moved, kept = cash.get(month), stock.get(month)
        sums = (moved.collected, -moved.paid_to_suppliers, -moved.paid_for_making) if moved else ()
        rows.append(
            MonthRow(
                month=formats.month(month),
                cells=tuple(formats.number(one) for one in sums) or ("–",) * 3,
                net=formats.signed(moved.net) if moved else "–",
                net_href=_href("cash", month, option) if moved else "",
                stock=formats.number(kept.value) if kept else "",
                stock_href=_href("stock", month, option) if kept else "",
                at_risk=formats.number(kept.at_risk) if kept else "",
            )
        )
    return tuple(rows)


def _href(kind: str, month: date, option: str) -> str:
    return f"/plan/money/{kind}_{month:%Y-%m}{asked(option)}"


def _charts(found: InMoney) -> tuple[Chart, ...]:
    series = (
        ("cash", say("Cash that moves, net"), [(one.month, one.net) for one in found.cash]),
        ("value", say("Stock at the month’s end"), [(one.month, one.value) for one in found.stock]),
    )
    return tuple(_chart(key, label, rows) for key, label, rows in series if rows)


def _chart(key: str, label: str, rows: Sequence[tuple[date, Decimal]]) -> Chart:
    worst = (min if key == "cash" else max)(rows, key=lambda row: row[1])
    text = formats.signed if key == "cash" else formats.number
    return Chart(
        key=key,
        label=label,
        note="EUR",
        kind="line",
        unit="EUR",
        limit=None,
        limit_is_floor=key == "cash",
        points=tuple(Point(label=f"{month:%m/%y}", value=value) for month, value in rows),
        caption=say(
            "{label}: {eur} in {month}",
            label=label,
            eur=text(worst[1]),
            month=formats.month(worst[0]),
        ),
        caption_is_bad=key == "cash" and worst[1] < 0,
    )


def month_number_view(given: Planned, key: str, option: str) -> MonthNumberView | None:
    """None where the plan has no such sum."""
    kind, _, month = key.partition("_")
    try:
        found = explain(given.company, given.plan, key)
        first = date.fromisoformat(f"{month}-01")
    except (NotExplained, ValueError):
        return None
    said = {"cash": say("Cash in {month}"), "stock": say("Stock at the end of {month}")}
    if kind not in said:
        return None
    return MonthNumberView(
        title=said[kind].format(month=formats.month(first)),
        option=given.option.scenario.name,
        value=formats.signed(found.value) if kind == "cash" else formats.number(found.value),
        unit=given.company.currency,
        formula=found.formula,
        back=f"/plan/money{asked(option)}",
        parts=tuple(
            PartView(
                says=part.says,
                value=formats.number(part.value),
                share="",
                sources=tuple(SourceView(says=source) for source in part.sources),
            )
            for part in sorted(found.parts, key=lambda one: -abs(one.value))
        ),
    )
