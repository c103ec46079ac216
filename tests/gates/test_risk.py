"""The slack of an action moves when its owner is reminded and when others are asked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.cadence import Cadence
from gates.playbook import Playbook, plain, restore, version
from gates.risk import AS_BEFORE, Risk, chased

BOOK = Playbook()
SET = datetime(2026, 11, 2, 17, tzinfo=UTC)


def hours(slack: int | None, *, days: int = 10, risk: Risk = BOOK.risk) -> tuple[int, int, int]:
    """Hours between reminders, from the last to the deadline, and until others are asked."""
    due = SET + timedelta(days=days)
    found = chased(BOOK.actions, risk, slack, since=SET, due_at=due)
    assert found.reminders_max == BOOK.actions.reminders_max
    return found.reminder_hours, found.last_hours, found.grace_hours


@pytest.mark.parametrize(
    ("slack", "days", "expected"),
    [
        pytest.param(None, 10, (48, 24, 24), id="alone"),
        pytest.param(0, 10, (48, 48, 12), id="critical"),
        pytest.param(0, 7, (48, 35, 12), id="as far as all stay in the second half"),
        pytest.param(0, 5, (35, 24, 12), id="closer together"),
        pytest.param(0, 3, (48, 24, 12), id="no room for another"),
        pytest.param(1, 10, (48, 24, 48), id="a day of slack"),
        pytest.param(9, 10, (48, 24, 72), id="not all of much slack"),
    ],
)
def test_when(slack: int | None, days: int, expected: tuple[int, int, int]) -> None:
    assert hours(slack, days=days) == expected


@pytest.mark.parametrize("slack", [None, 0, 1, 9])
def test_before_slack_counted_it_did_not(slack: int | None) -> None:
    assert hours(slack, risk=AS_BEFORE) == (48, 24, 24)


def test_a_version_from_before_lives_on_as_it_was() -> None:
    old = {key: value for key, value in plain(BOOK).items() if key != "risk"}
    book = restore(old)
    assert book.risk == AS_BEFORE
    assert plain(book) == old, "so its digest stays"
    assert version(book) != version(BOOK)


@given(
    slack=st.none() | st.integers(0, 40),
    days=st.integers(1, 60),
    sooner=st.integers(0, 168),
    grace=st.integers(0, 336),
    waited=st.integers(0, 14),
)
def test_no_setting_brings_more_reminders_or_one_in_the_first_half(
    slack: int | None, days: int, sooner: int, grace: int, waited: int
) -> None:
    risk = Risk(sooner_hours=sooner, grace_hours=grace, slack_days=waited)
    cadence, due = Cadence(), SET + timedelta(days=days)
    found = chased(cadence, risk, slack, since=SET, due_at=due)
    assert found.reminders_max == cadence.reminders_max
    assert found.last_hours >= cadence.last_hours
    assert found.reminder_hours <= cadence.reminder_hours
    first = found.last_hours + found.reminder_hours * (found.reminders_max - 1)
    if found != cadence.model_copy(update={"grace_hours": found.grace_hours}):
        assert due - timedelta(hours=first) > SET + (due - SET) / 2
    if slack == 0:
        assert found.grace_hours <= cadence.grace_hours
