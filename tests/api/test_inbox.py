"""The inbox's order, groups and counts."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from api.views.inbox import Filters, InboxRow, Order, Split, inbox_row
from api.views.inbox_page import inbox_view
from api.views.listing import PART, listed, ranked
from gates.tiers import Tier
from tests.api.examples import INES, NOW, TRADE_OFF_REQUEST


def row(stake: int, hours: float, question: str = "Build?") -> InboxRow:
    brief = TRADE_OFF_REQUEST.brief
    brief = replace(brief, question=question, stake=replace(brief.stake, amount_eur=Decimal(stake)))
    due = NOW + timedelta(hours=hours)
    return inbox_row(replace(TRADE_OFF_REQUEST, brief=brief, due_at=due), INES)


ROW = row(1_000, 1)


def row_at(hours: float) -> InboxRow:
    return replace(ROW, due_at=NOW + timedelta(hours=hours), opened_at=NOW)


def view(rows: list[InboxRow], filters: Filters) -> tuple[int, int, list[str]]:
    counts = dict.fromkeys(Split, len(rows))
    found = listed(rows, filters, lambda part: part)
    page = inbox_view(counts, found, filters, INES, next_up="")
    return page.shown, page.hidden, [group.title for group in page.groups]


def test_a_small_stake_due_soon_outranks_a_large_one_due_late() -> None:
    small_soon, large_late = row(31_000, 6), row(120_000, 25 * 24)
    assert ranked([large_late, small_soon], Order.COST) == [small_soon, large_late]
    assert ranked([large_late, small_soon], Order.STAKE) == [large_late, small_soon]


def test_what_is_late_costs_all_that_is_at_stake_and_no_more() -> None:
    late = row(10_000, -30)
    assert late.cost_per_day == Decimal(10_000)
    assert late.due_left == "1 day 6 h late"


def test_groups_by_urgency() -> None:
    rows = [row(1, 5), row(1, 90), row(1, 900)]
    assert view(rows, Filters()) == (3, 0, ["Within 48 hours", "This cycle", "Later"])


@given(
    st.lists(st.sampled_from(["Oat Bars", "Granola", "Muesli"])), st.sampled_from(["oat", "x", ""])
)
def test_shown_and_hidden_add_up(questions: list[str], query: str) -> None:
    rows = [row(1_000, 10, question) for question in questions]
    shown, hidden, _ = view(rows, Filters(query=query))
    assert shown + hidden == len(rows)


def test_filters_by_tier() -> None:
    assert view([row(1, 5)], Filters(tier=Tier.LOW))[:2] == (0, 1)
    assert view([row(1, 5)], Filters(tier=Tier.HIGH))[:2] == (1, 0)


@given(st.integers(0, 350), st.integers(1, 9))
def test_every_row_of_a_long_list_is_on_one_page(length: int, asked: int) -> None:
    rows = [row_at(hours) for hours in range(length)]
    pages = listed(rows, Filters(page=asked), lambda part: part).pages
    parts = [listed(rows, Filters(page=n), lambda part: part) for n in range(1, pages + 1)]
    assert all(len(part.rows) <= PART and len(part.lines) == length for part in parts)
    assert [one.due_at for part in parts for one in part.rows] == [
        one.due_at for one in ranked(rows, Order.COST)
    ]
    assert listed(rows, Filters(page=asked), lambda part: part).page == min(asked, pages)


def test_groups_count_what_is_not_drawn_too() -> None:
    rows = [row_at(100 + hours / 100) for hours in range(PART + 1)]
    found = listed(rows, Filters(page=2), lambda part: part)
    page = inbox_view(dict.fromkeys(Split, len(rows)), found, Filters(page=2), INES, next_up="")
    (group,) = page.groups
    assert (len(group.rows), group.count, group.stake) == (1, PART + 1, Decimal(1_000 * (PART + 1)))
    assert page.parts is not None
    assert page.parts.says == f"{PART + 1} to {PART + 1} of {PART + 1}"
    assert (page.parts.before, page.parts.after) == ("/inbox", "")
