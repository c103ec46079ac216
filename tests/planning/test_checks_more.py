"""Each rule fires on its fault and leaves what only looks like it alone: a table of cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planning.checks.check import Checked, check_submission
from planning.checks.circumstances import Circumstances, Earlier
from planning.checks.expected import Expected, expected_months
from planning.checks.finding import Finding, Severity
from planning.checks.reading import read_alone
from planning.company import Company, DemandLine, FinanceLine, PastForecast, family_code
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
    of_rule,
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


CASES: dict[str, tuple[Callable[[], Checked], Callable[[], Checked]]] = {
    "R04 comma among points": (
        lambda: check_text(
            long_file(row=lambda _k, _u: []).replace("Units", "Units")
            + '\nZZ-1,key,2027-01,1.5\nZZ-2,key,2027-01,2.5\nZZ-3,key,2027-01,"1.234,5"'
        ),
        lambda: blanked((*ROW, JAN), "as usual"),
    ),
    "R04 garbled": (
        lambda: check_text("SKU,Tier,Month,Units\nMÃ¼sli,key,2027-01,5\n"),
        lambda: check_text("SKU,Tier,Month,Units\nMüsli,key,2027-01,5\n"),
    ),
    "R05": (lambda: family_row(0), lambda: family_row(300)),
    "R14 discontinued": (
        lambda: wide(clean(), item("GR-02", discontinued=JAN)),
        lambda: wide(
            {k: u if k[0] != "GR-02" or k[2] < JAN else 0 for k, u in clean().items()},
            item("GR-02", discontinued=JAN),
        ),
    ),
    "R14 not asked for": (
        lambda: wide({k: u for k, u in clean().items() if k[0] != "GR-02"}),
        lambda: wide(
            {k: u for k, u in clean().items() if k[0] != "GR-02"},
            item("GR-02", discontinued=date(2026, 11, 1)),
        ),
    ),
    "R15 new": (
        lambda: wide(clean(), never_sold("GR-02")),
        lambda: wide(clean(), never_sold("GR-02", launch=date(2026, 11, 2))),
    ),
    "R15 early": (
        lambda: wide(clean(), never_sold("GR-02", launch=date(2027, 1, 4))),
        lambda: wide(
            {k: u if k[0] != "GR-02" or k[2] >= JAN else 0 for k, u in clean().items()},
            never_sold("GR-02", launch=date(2027, 1, 4)),
        ),
    ),
    "R22": (lambda: of_family("Oat Bars"), lambda: of_family("GRANOLA")),
    "R32": (lambda: wide(euros()), lambda: wide(scaled(1.2))),
    "R33": (lambda: titled("Forecast (EUR)"), lambda: titled("Forecast (units)")),
    "R34": (
        lambda: wide(scaled(weeks(4, 4, 5))),
        lambda: wide(scaled(lambda month: 1.06 if month == MAR else 1.0)),
    ),
    "R34 another pattern": (
        lambda: wide(scaled(weeks(5, 4, 4))),
        lambda: wide(clean(noise=0.06)),
    ),
    "R45": (
        lambda: wide(scaled(climbing, "GR-02")),
        lambda: wide(scaled(1.2, "GR-02")),
    ),
    "R47": (
        lambda: wide(clean(), ordered(10**6)),
        lambda: wide(clean(), ordered(1)),
    ),
    "R48 a file": (
        lambda: wide(moved_by_a_month(1), seasons()),
        lambda: wide(numbers(company=seasons(), noise=0.05), seasons()),
    ),
    "R48 rows": (lambda: wide(slid(4)), lambda: wide(slid(1))),
    "R52": (
        lambda: wide(scaled(lambda month: 1.25 if month == DEC else 1.0, "OB-03")),
        lambda: wide(scaled(1.15, "OB-03")),
    ),
    "R53 no dip": (lambda: dipped("10", 1.0), lambda: dipped("10", 0.9)),
    "R53 unstated": (
        lambda: wide(
            clean(),
            replace(
                halden(),
                promotions=(
                    *halden().promotions,
                    replace(halden().promotions[0], code="X", skus=("PC-05",), dip_pct=Decimal(0)),
                ),
            ),
        ),
        lambda: dipped(None, 1.0),
    ),
    "R61": (lambda: came(late=3), lambda: came(late=-3)),
    "R62": (
        lambda: wide(clean(), replace(halden(), frozen_weeks=4)),
        lambda: wide(
            {k: u if k[2] > NOV else numbers()[k] for k, u in clean().items()},
            replace(halden(), frozen_weeks=4),
        ),
    ),
    "R63": (lambda: commented("", 1.22), lambda: commented("a new listing", 1.22)),
    "R63 a small change": (lambda: commented("", 0.8), lambda: commented("", 1.05)),
    "R64": (lambda: came(off=50), lambda: came(off=0)),
    "R65": (lambda: came(sender="mallory"), lambda: came(sender="aiko")),
    "R80": (lambda: wide(clean(), finance("0.85")), lambda: wide(clean(), finance("1.02"))),
    "R81": (
        lambda: wide(scaled(1.26, within=numbers())),
        lambda: wide(scaled(1.12, within=numbers())),
    ),
    "R82": (
        lambda: wide(clean(), biased(lambda _: 1.2)),
        lambda: wide(clean(), biased(lambda at: 1.3 if at % 2 else 0.75)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_fires_on_its_fault_and_not_beside_it(case: str) -> None:
    rule = case[:3]
    faulty, sound = (make() for make in CASES[case])
    found = of_rule(faulty, rule)
    assert found, [one.message for one in faulty.findings]
    assert all(one.message and one.fix and one.expected for one in found)
    assert of_rule(sound, rule) == []


def only(checked: Checked, rule: str) -> Finding:
    (found,) = of_rule(checked, rule)
    return found


def test_a_rule_says_where_and_how_much() -> None:
    """One finding each, at its cell, with its worth and what would put it right."""
    late = only(wide(clean(), ordered(10**6)), "R47")
    assert late.source == WideFile(numbers=clean()).cell((*ROW, JAN))
    assert [(c.before, c.after) for c in late.correction] == [
        (str(clean()[(*ROW, JAN)]), "1000000")
    ]
    over = only(wide(clean(), item("GR-02", discontinued=JAN)), "R14")
    left = {k: int(u) for k, u in clean().items() if k[0] == "GR-02" and k[2] >= JAN}
    assert (over.severity, over.impact_units) == (Severity.BLOCKING, sum(left.values()))
    assert over.impact_eur == sum(left.values()) * PRICES["GR-02"]
    assert {change.after for change in over.correction} == {"0"}
    total = only(family_row(0), "R05")
    assert (total.observed, total.source and total.source.address) == ("Oat Bars", "C5")
    assert {change.after for change in total.correction} == {""}
    assert len(family_row(0).lines) == len(clean())
    family = of_rule(of_family("Oat Bars"), "R22")[0]
    assert (family.observed, family.expected) == ("Oat Bars", "Granola")
    assert family.source is not None
    assert family.source.address.startswith("E")


def test_a_promotion_that_is_stated_completely_is_no_news() -> None:
    assert of_rule(dipped("0", 1.0), "R53") == []


def test_alone_a_row_that_is_a_sum_is_said_and_stays() -> None:
    text = "SKU,Nov 2026,Dec 2026,Jan 2027\nA,100,90,80\nB,50,60,70\nBoth,150,150,150\nC,1,2,3\n"
    found = read_alone("x.csv", text.encode())
    total = only(found, "R05")
    assert total.source is not None
    assert total.source.address == "B4"
    assert len(found.lines) == 12
