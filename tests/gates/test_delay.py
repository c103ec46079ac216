"""What waiting costs: never less for waiting longer, and only options really lost."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gates.brief import Metric, Option
from gates.delay import cost_per_day, lapsed, last_day
from tests.stage import NOW, brief

MARGIN = Metric(key="margin", label="Margin", unit="€k", better="higher", decimals=0, emphasis=True)


def option(key: str, worth: int, until: date | None) -> Option:
    return Option(
        key=key,
        name=key.title(),
        summary="",
        values={"margin": Decimal(worth)},
        choose_by=until,
        breaks_if="",
    )


BRIEF = brief(
    metrics=(MARGIN,),
    options=(
        option("nothing", 10, None),
        option("early", 190, date(2026, 11, 6)),
        option("limit", 140, date(2026, 11, 13)),
    ),
)


@given(st.decimals(0, 10_000_000, places=2), st.integers(-500, 2_000), st.integers(0, 500))
def test_a_day_never_costs_less_for_having_waited(stake: Decimal, left: int, waited: int) -> None:
    due = NOW + timedelta(hours=left)
    now = cost_per_day(stake, due_at=due, now=NOW)
    later = cost_per_day(stake, due_at=due, now=NOW + timedelta(hours=waited))
    assert 0 <= now <= later <= stake


def test_what_lapsed_is_worth_what_the_best_lost_over_the_best_left() -> None:
    assert lapsed(BRIEF, date(2026, 11, 6)).names == ()
    after = lapsed(BRIEF, date(2026, 11, 7))
    assert (after.names, after.worth_eur) == (("Early",), Decimal(50_000))
    end = lapsed(BRIEF, date(2026, 11, 14))
    assert (end.names, end.worth_eur) == (("Early", "Limit"), Decimal(180_000))


def test_no_number_is_invented_where_the_options_have_none() -> None:
    words = replace(BRIEF, metrics=(replace(MARGIN, unit="days"),))
    assert lapsed(words, date(2026, 11, 7)).worth_eur is None
    partly = replace(BRIEF, options=(*BRIEF.options, replace(BRIEF.options[0], values={})))
    assert lapsed(partly, date(2026, 11, 7)).worth_eur is None


def test_the_last_responsible_moment_is_the_next_option_to_lapse() -> None:
    assert last_day(BRIEF, date(2026, 11, 5)) == (date(2026, 11, 6), ("Early",))
    assert last_day(BRIEF, date(2026, 11, 7)) == (date(2026, 11, 13), ("Limit",))
    assert last_day(BRIEF, date(2026, 11, 14)) is None
