"""When a letter leaves: a table of kinds, habits and moments."""

from datetime import UTC, datetime, timedelta

import pytest

from gates.letter_hours import EVERY_DAY, WAITS, WORKDAYS, Habits, Leaving, leaving
from mail import account_views, digest_views, offer_views, question_views, views

OSLO = "Europe/Oslo"
AS_THEY_COME = Habits(timezone=OSLO)
MORNINGS = Habits(timezone=OSLO, digest_hour=8, digest_days=WORKDAYS)
NIGHTS = Habits(timezone=OSLO, quiet_from=20, quiet_until=7)
BOTH = Habits(timezone=OSLO, digest_hour=8, quiet_from=20, quiet_until=7)
TOLD, ASKED = "no_longer_needed", "decision_needed"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026; the 6th is a Friday. Oslo is an hour ahead."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


def bundled(day: int, hour: int) -> Leaving:
    return Leaving(at(day, hour), in_digest=True)


@pytest.mark.parametrize(
    ("kind", "habits", "ready", "by", "leaves"),
    [
        pytest.param(TOLD, AS_THEY_COME, at(6, 12), None, Leaving(at(6, 12)), id="as it comes"),
        pytest.param(TOLD, MORNINGS, at(5, 12), None, bundled(6, 8), id="in the morning"),
        pytest.param(TOLD, MORNINGS, at(6, 12), None, bundled(9, 8), id="on Monday"),
        pytest.param(TOLD, MORNINGS, at(6, 8), None, bundled(9, 8), id="just missed"),
        pytest.param(ASKED, MORNINGS, at(6, 12), at(13, 12), Leaving(at(6, 12)), id="a question"),
        pytest.param(
            "action_assigned", MORNINGS, at(5, 12), at(7, 9), bundled(6, 8), id="has time"
        ),
        pytest.param(
            "action_assigned", MORNINGS, at(5, 12), at(7, 7), Leaving(at(5, 12)), id="has none"
        ),
        pytest.param(ASKED, NIGHTS, at(6, 23), at(9, 9), Leaving(at(7, 7)), id="not at night"),
        pytest.param(ASKED, NIGHTS, at(7, 3), at(9, 9), Leaving(at(7, 7)), id="before dawn"),
        pytest.param(ASKED, NIGHTS, at(6, 19, 59), at(9, 9), Leaving(at(6, 19, 59)), id="evening"),
        pytest.param(ASKED, NIGHTS, at(6, 23), at(7, 8), Leaving(at(6, 23)), id="due at dawn"),
        pytest.param(ASKED, NIGHTS, at(6, 23), at(6, 12), Leaving(at(6, 23)), id="overdue"),
        pytest.param(TOLD, BOTH, at(6, 23), None, bundled(7, 8), id="rather the digest"),
    ],
)
def test_leaves(
    kind: str, habits: Habits, ready: datetime, by: datetime | None, leaves: Leaving
) -> None:
    assert leaving(kind, ready=ready, habits=habits, by=[by]) == leaves


@pytest.mark.parametrize(("day", "hour_utc"), [(28, 7), (29, 7), (24, 6)], ids=str)
def test_an_hour_is_the_clock_s_on_both_sides_of_a_change(day: int, hour_utc: int) -> None:
    """Summer time ends in Oslo on 25 October 2026."""
    eve = datetime(2026, 10, day - 1, 12, tzinfo=UTC)
    digest = Habits(timezone=OSLO, digest_hour=8).next_digest(eve)
    assert digest == datetime(2026, 10, day, hour_utc, tzinfo=UTC)


@pytest.mark.parametrize("days", [frozenset({day}) for day in EVERY_DAY], ids=str)
def test_a_digest_of_one_day_comes_within_the_week(days: frozenset[int]) -> None:
    weekly = Habits(timezone=OSLO, digest_hour=8, digest_days=days)
    for hours in range(0, 24 * 7, 7):
        moment = at(2, 1) + timedelta(hours=hours)
        digest = weekly.next_digest(moment)
        assert digest is not None
        assert moment < digest <= moment + timedelta(days=7)
        assert digest.weekday() in days


def test_what_can_wait_is_a_letter_of_ours() -> None:
    modules = (account_views, digest_views, offer_views, question_views, views)
    assert {view.template for module in modules for view in module.VIEWS} >= WAITS
