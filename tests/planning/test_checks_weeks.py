"""A region that plans in weeks: checked like any other, and asked for the missing weeks."""

from collections import defaultdict
from datetime import date, timedelta

from planning.calendar_weeks import month_weights, split_by, working_day_weight
from planning.checks.check import Checked, check_submission
from planning.checks.expected import Expected, expected_months
from planning.checks.finding import Severity
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from tests.planning.halden_files import halden, numbers


def weekly_file(first: date, last: date) -> str:
    """The last forecast of the Nordics, week by week from the one to the other Monday."""
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
