"""Files and companies with one fault each, made from what a region agreed to last month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from planning.checks.check import Checked, check_submission
from planning.checks.circumstances import Circumstances, Earlier
from planning.checks.expected import Expected, expected_months
from planning.company import Company, DemandLine, family_code
from planning.company_records import FinanceLine, PastForecast
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from tests.planning.halden_files import (
    FILE,
    Numbers,
    WideFile,
    check_text,
    halden,
    months,
    numbers,
)

NOV, DEC, JAN, FEB, MAR, APR = months(halden())
ROW: tuple[str, str] = ("GR-02", "retail")
PRICES = {item.sku: item.price_eur for item in halden().items}
DUE = datetime(2026, 11, 4, 17, tzinfo=ZoneInfo("Europe/Copenhagen"))


def clean(noise: float = 0.03) -> Numbers:
    return numbers(noise=noise)


def scaled(
    factor: float | Callable[[date], float], *skus: str, within: Numbers | None = None
) -> Numbers:
    """Some products' numbers (all, if none is named) times a factor, perhaps by month."""
    return {
        key: round(int(units) * (factor(key[2]) if callable(factor) else factor))
        if not skus or key[0] in skus
        else units
        for key, units in (within or clean()).items()
    }


def item(sku: str, **changes: Any) -> Company:
    company = halden()
    return replace(
        company,
        items=tuple(replace(i, **changes) if i.sku == sku else i for i in company.items),
    )


def promoted(**changes: Any) -> Company:
    company = halden()
    return replace(company, promotions=(replace(company.promotions[0], **changes),))


def wide(sent: Numbers, company: Company | None = None, **more: Any) -> Checked:
    return WideFile(numbers=sent, company=company or halden(), **more).check()


def never_sold(sku: str, **changes: Any) -> Company:
    company = item(sku, **changes)
    return replace(company, history=tuple(line for line in company.history if line.sku != sku))


def ordered(units: int) -> Company:
    order = DemandLine(region="nordics", sku=ROW[0], tier=ROW[1], month=JAN, units=units)
    return replace(halden(), orders=(order,))


def long_file(*columns: str, row: Callable[[tuple[str, str, date], int | str], list[str]]) -> str:
    lines = [",".join(["SKU", "Tier", "Month", "Units", *columns])]
    for key, units in clean().items():
        lines.append(",".join([key[0], key[1], f"{key[2]:%Y-%m}", str(units), *row(key, units)]))
    return "\n".join(lines)


def of_family(name: str) -> Checked:
    return check_text(long_file("Family", row=lambda key, _: [name if key[0] == "GR-02" else ""]))


def commented(comment: str, factor: float) -> Checked:
    sent = {(*ROW, JAN): factor}
    text = ["SKU,Tier,Month,Units,Comment"]
    for key, last in numbers().items():
        said = comment if key in sent else ("as agreed" if key[0] == "OB-01" else "")
        units = round(int(last) * sent.get(key, 1.0))
        text.append(f"{key[0]},{key[1]},{key[2]:%Y-%m},{units},{said}")
    return check_text("\n".join(text))


def moved_by_a_month(by: int) -> Numbers:
    """Every number stands under the month `by` columns further on, in a company with seasons."""
    last = numbers(company=seasons())
    there = list(months(halden()))
    return {
        (sku, tier, month): last.get(
            (sku, tier, there[at - by] if 0 <= at - by < len(there) else month), units
        )
        for (sku, tier, month), units in last.items()
        for at in [there.index(month)]
    }


def seasons() -> Company:
    """Halden, where months differ much from each other."""
    shape = {11: 1.0, 12: 1.5, 1: 0.8, 2: 1.2, 3: 0.7, 4: 1.4}

    def shaped(lines: tuple[DemandLine, ...]) -> tuple[DemandLine, ...]:
        return tuple(
            replace(line, units=round(line.units * shape.get(line.month.month, 1)))
            for line in lines
        )

    company = halden()
    return replace(company, history=shaped(company.history), forecast=shaped(company.forecast))


def slid(rows: int) -> Numbers:
    """From the fifth row on, numbers of the row above, for so many rows."""
    sent = clean()
    pairs = list(dict.fromkeys((sku, tier) for sku, tier, _ in sent))
    wrong = dict(sent)
    for at in range(5, 5 + rows):
        for month in months(halden()):
            wrong[(*pairs[at], month)] = sent[(*pairs[at - 1], month)]
    return wrong


def weeks(*pattern: int) -> Callable[[date], float]:
    """A calendar month's units as a fiscal month of so many weeks would have them."""
    days = {NOV: 21, DEC: 23, JAN: 21, FEB: 20, MAR: 23, APR: 22}
    return lambda month: pattern[(month.month - 1) % 3] * 5 / days[month]


def climbing(month: date) -> float:
    return {FEB: 1.08, MAR: 1.18, APR: 1.29}.get(month, 1.0)


def finance(factor: str) -> Company:
    """Finance expects so much of what is agreed, in January."""
    company = halden()
    revenue: dict[str, Decimal] = {}
    families = {i.sku: family_code(i.family) for i in company.items}
    for line in company.forecast:
        if line.month == JAN:
            family = families[line.sku]
            worth = line.units * PRICES[line.sku]
            revenue[family] = revenue.get(family, Decimal(0)) + worth
    lines = [
        FinanceLine(family=family, month=JAN, revenue_eur=eur * Decimal(factor))
        for family, eur in revenue.items()
    ]
    return replace(company, finance=tuple(lines))


def biased(factor: Callable[[int], float]) -> Company:
    """The region's forecasts of eight past months, one month ahead."""
    company = halden()
    past = sorted({line.month for line in company.history})[-8:]
    said = tuple(
        PastForecast(
            stream="regional",
            person="erik",
            region=line.region,
            sku=line.sku,
            tier=line.tier,
            month=line.month,
            lag_months=1,
            units=round(line.units * factor(past.index(line.month))),
        )
        for line in company.history
        if line.region == "nordics" and line.month in past
    )
    return replace(company, past_forecasts=said)


def came(*, late: float = -1, sender: str = "erik", off: int | None = None) -> Checked:
    sheets = read_sheets(
        read_grids(FILE, WideFile(numbers=clean()).text.encode()),
        vocabulary(halden(), region="nordics"),
    )
    earlier = None
    if off is not None:
        units = tuple(
            (key, int(n) + (off if key == (*ROW, JAN) else 0)) for key, n in clean().items()
        )
        earlier = Earlier(called="version 1", units=units)
    months = expected_months(halden())
    return check_submission(
        sheets,
        Expected(company=halden(), region="nordics", months=months),
        Circumstances(
            received_at=DUE + timedelta(hours=late),
            due_at=DUE,
            sender=sender,
            sender_name=sender.title(),
            may_send=frozenset({"erik", "aiko"}),
            earlier=earlier,
        ),
    )


def blanked(key: tuple[str, str, date], text: str) -> Checked:
    return wide(clean() | {key: text})


def family_row(off: int) -> Checked:
    """Under a wide sheet's first three rows their sum, called by a family's name."""
    sent = clean()
    rows = list(dict.fromkeys((sku, tier) for sku, tier, _ in sent))
    lines = WideFile(numbers=sent).text.splitlines()
    sums = [sum(int(sent[(*row, month)]) for row in rows[:3]) for month in months(halden())]
    sums[2] += off
    lines.insert(4, f"Oat Bars,key,{','.join(map(str, sums))}")
    return check_text("\n".join(lines))


def titled(title: str) -> Checked:
    return check_text(long_file(row=lambda _k, _u: []).replace("Units", title))


def euros() -> Numbers:
    return {key: round(int(units) * PRICES[key[0]]) for key, units in clean().items()}


def dipped(dip: str | None, factor: float) -> Checked:
    company = promoted(dip_pct=None if dip is None else Decimal(dip))
    oats = company.promotions[0].skus
    sent = scaled(lambda month: factor if month == JAN else 1.0, *oats)
    return wide(sent, company)


def promoted_before(announced: int, *came_to: int) -> Company:
    """Halden with promotions of Oat Bars that are over, and what it announced for December."""
    company = halden()
    (december,) = company.promotions
    starts = (date(2026, 3, 2), date(2026, 5, 4), date(2026, 8, 3), date(2026, 6, 29))
    over = tuple(
        replace(december, code=f"OVER-{at}", starts=day, weeks=4)
        for at, (day, _) in enumerate(zip(starts, came_to, strict=False))
    )
    lifts = {day.replace(day=1): pct for day, pct in zip(starts, came_to, strict=False)}
    history = tuple(
        replace(line, units=round(line.units * (1 + lifts.get(line.month, 0) / 100)))
        if line.sku in december.skus and line.tier in december.tiers
        else line
        for line in company.history
    )
    now = replace(december, uplift_pct=Decimal(announced))
    return replace(company, promotions=(*over, now), history=history)
