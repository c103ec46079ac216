"""The direction test: which cells a change turns, exactly, and which way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.direction import comparing
from gates.direction.cell import Cell, Turn
from gates.direction.comparing import of_turn, only_tightens, turned
from gates.materiality import Kind
from gates.playbook import Playbook, restore
from tests.gates.test_playbook import changed

SHIPPED = Playbook()
SALES_TOO = [
    {"given": "role", "to": "coo", "group": "coo"},
    {"given": "role", "to": "sales_lead", "group": "sales_lead"},
]


def cells(path: str, value: Any, was: Playbook = SHIPPED) -> tuple[Cell, ...]:
    return turned(was, restore(changed(path, value, was)))


def test_the_same_turns_nothing() -> None:
    assert turned(SHIPPED, restore(changed("gates.trade_off.needed", 1))) == ()


@pytest.mark.parametrize(
    ("path", "tighter", "looser"),
    [
        ("gates.executive_lock.undo_minutes", 60, 10),
        ("gates.trade_off.due_hours", 30, 72),
        ("gates.missing_input.tier", "high", "low"),
        ("gates.executive_lock.tier", "high", "low"),
        ("gates.trade_off.remind_before_hours", [30, 24, 4], [4]),
        ("tolerances.by_kind.margin", {"pct": "0.5", "points": "0"}, {"pct": "3", "points": "0"}),
        ("checks", {"R41": "blocking"}, {"R41": "note"}),
        ("inputs.grace_hours", 12, 48),
        ("actions.reminders_max", 3, 1),
        ("risk.sooner_hours", 48, 0),
        ("risk.grace_hours", 0, 24),
        ("risk.slack_days", 0, 5),
        ("follow_up_weeks", 8, 2),
        ("frozen_weeks", 3, 0),
        ("drift_pct", 2, 12),
    ],
)
def test_each_setting_has_a_tight_and_a_loose_end(path: str, tighter: Any, looser: Any) -> None:
    tight, loose = restore(changed(path, tighter)), restore(changed(path, looser))
    assert only_tightens(turned(loose, tight))
    back = turned(tight, loose)
    assert back
    assert {cell.turn for cell in back} == {Turn.RELAXED}


def test_a_wider_tolerance_says_which_moves_are_no_longer_asked() -> None:
    (cell,) = cells("tolerances.by_kind.margin", {"pct": "3", "points": "0"})
    assert cell.says == (
        "tolerances.by_kind.margin.pct: moved by more than 1 % and up to 3 % (percent): "
        "asked again → only noted"
    )


def test_a_second_person_who_may_decide_relaxes_exactly_their_cells() -> None:
    found = cells("gates.trade_off.slate", SALES_TOO)
    assert {cell.when for cell in of_turn(found, Turn.RELAXED)} >= {"sales_lead approves"}
    alone = [c.when for c in of_turn(found, Turn.TIGHTENED) if "sales_lead 1" not in c.when]
    assert all("sales_lead" in when for when in alone), "sales may now end it first, nobody else"


def test_wanting_both_only_tightens_who_may_close_it() -> None:
    both = changed("gates.trade_off.slate", SALES_TOO)
    both["gates"]["trade_off"]["rule"] = "all"
    found = turned(SHIPPED, restore(both))
    assert only_tightens(found)
    assert "coo approves" in {cell.when for cell in found}


def test_another_person_asked_by_name_is_a_relaxation() -> None:
    (cell,) = cells("gates.trade_off.escalates_to", "sales_lead")
    assert (cell.was, cell.now, cell.turn) == ("general_manager", "sales_lead", Turn.RELAXED)


def test_more_lines_than_can_be_gone_through_count_as_relaxed() -> None:
    roles = (
        "coo",
        "sales_lead",
        "finance_lead",
        "sop_lead",
        "procurement",
        "admin",
        "plant_planner",
    )
    lines = [{"given": "role", "to": role, "group": role} for role in roles]
    found = of_turn(cells("gates.trade_off.slate", lines), Turn.RELAXED)
    assert any("too many" in cell.when for cell in found)


LARGER: dict[str, Any] = {
    "checks": {"R41": "note"},
    "tolerances": {"by_kind": {}},
    "recipes": {"steps": {"watch": {"sooner_days": 1}}},
    "routing": {"drift": ["coo"]},
    "risk": {"sooner_hours": 5},
    "language": {"letters": "built_in"},
}


@pytest.mark.parametrize("key", sorted(type(SHIPPED).model_fields.keys() - {"format", "gates"}))
def test_no_setting_changes_unseen(key: str) -> None:
    """Also one that is added later and that no cell was written for."""
    value = LARGER.get(key, ...)
    if value is ...:
        now = getattr(SHIPPED, key)
        value = now + 1 if isinstance(now, int) else {**now.model_dump(), "reminder_hours": 33}
    assert cells(key, value)


def test_a_setting_without_cells_of_its_own_needs_the_gate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparing, "limit_cells", lambda _was, _now: ())
    (cell,) = cells("drift_pct", 50)
    assert cell.says == "drift_pct: the setting: 5 → 50"
    assert not only_tightens([cell])


HUNDREDTHS = st.integers(0, 500).map(lambda n: str(n / 100))


@given(*(st.tuples(HUNDREDTHS, HUNDREDTHS) for _ in range(2)), st.integers(1, 10**6), HUNDREDTHS)
def test_a_tolerance_without_relaxed_cells_lets_nothing_pass_that_did_not(
    was: tuple[str, str], now: tuple[str, str], signed: int, by: str
) -> None:
    books = [
        restore(changed("tolerances.by_kind.volume", {"pct": pct, "points": points}))
        for pct, points in (was, now)
    ]
    relaxed = of_turn(turned(*books), Turn.RELAXED)
    before, after = (book.tolerances.of(Kind.VOLUME) for book in books)
    moved = signed + type(before.pct)(by)
    if after.allows(type(before.pct)(signed), moved) and not before.allows(
        type(before.pct)(signed), moved
    ):
        assert relaxed
