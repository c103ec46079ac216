"""A region that plans in weeks: checked like any other, and asked for the missing weeks."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from planning.calendar_weeks import month_weights, split_by, working_day_weight
from planning.checks.check import Checked, check_submission
from planning.checks.expected import Expected, expected_months
from planning.checks.finding import Severity
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from tests.planning.halden_files import halden, numbers


def weekly_file(first: date, last: date, changed: dict[int, str] | None = None) -> str:
    """The last forecast of the Nordics, week by week from the one to the other Monday.

    `changed` gives other words for the first row's weeks, counted from 0.
    """
    company = halden()
    weight = working_day_weight(company.closed_days)
    weekly: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for (sku, tier, month), units in numbers().items():
        for monday, part in split_by(int(units), month_weights(month, weight)).items():
            weekly[sku, tier][monday] += part
    weeks = [first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1)]
    heads = [f"{week.isocalendar().year}-W{week.isocalendar().week:02}" for week in weeks]
    rows = [
        ",".join([sku, tier, *(str(by_week.get(week, 0)) for week in weeks)])
        for (sku, tier), by_week in weekly.items()
    ]
    first_row = rows[0].split(",")
    for at, words in (changed or {}).items():
        first_row[2 + at] = words
    rows[0] = ",".join(first_row)
    return "\n".join([",".join(["SKU", "Tier", *heads]), *rows]) + "\n"


def check(text: str) -> Checked:
    company = halden()
    sheets = read_sheets(
        read_grids("weeks.csv", text.encode()), vocabulary(company, region="nordics")
    )
    months = expected_months(company)
    return check_submission(sheets, Expected(company=company, region="nordics", months=months))


MONTHS = expected_months(halden())
FIRST = MONTHS[0] - timedelta(days=MONTHS[0].weekday())
LAST = (MONTHS[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def test_whole_weeks_of_what_was_agreed_say_the_months_that_were_agreed() -> None:
    checked = check(weekly_file(FIRST, LAST - timedelta(days=LAST.weekday())))
    assert not [one for one in checked.findings if one.severity is Severity.BLOCKING]
    sums: dict[tuple[str, str, date], int] = defaultdict(int)
    for line in checked.lines:
        sums[line.sku, line.tier, line.month] += line.units
    wanted = {key: units for key, units in numbers().items() if key[2] in MONTHS}
    assert sums.keys() == wanted.keys()
    # a week of two months is one number: which of its units were whose isn't said
    assert all(abs(sums[key] - int(units)) <= 0.1 * int(units) + 5 for key, units in wanted.items())


def test_a_month_that_the_weeks_cover_in_part_blocks_once() -> None:
    checked = check(weekly_file(FIRST + timedelta(weeks=2), LAST - timedelta(days=LAST.weekday())))
    blocking = [one for one in checked.findings if one.severity is Severity.BLOCKING]
    assert [(one.rule, one.kind) for one in blocking] == [("R12", "months covered in part")]
    assert (blocking[0].impact_units or 0) > 0
    assert "working days" in blocking[0].message


def test_what_is_proposed_for_a_cell_is_about_the_whole_cell() -> None:
    """A week of two months is one cell and two lines: a part of it must not be written there."""
    monday = next(at for at in range(60) if (FIRST + timedelta(weeks=at, days=6)).day in {3, 4})
    sent = weekly_file(FIRST, LAST - timedelta(days=LAST.weekday()), {monday: "1000.5"})
    checked = check(sent)
    parts = [line for line in checked.lines if line.quantity == Decimal("1000.5")]
    assert len(parts) == 2
    (finding,) = [one for one in checked.findings if one.rule == "R41"]
    assert [(one.before, one.after) for one in finding.correction] == [("1000.5", "1001")]


def test_what_was_judged_by_its_month_proposes_nothing_for_a_weeks_cell() -> None:
    """Cases sent as units: the month is a twelfth, but no one cell holds the month."""
    last = LAST - timedelta(days=LAST.weekday())
    small = dict.fromkeys(range((last - FIRST).days // 7 + 1), "2")
    checked = check(weekly_file(FIRST, last, small))
    by_month = [one for one in checked.findings if one.rule in {"R31", "R42", "R43"}]
    assert by_month
    assert all(one.correction == () for one in by_month)
