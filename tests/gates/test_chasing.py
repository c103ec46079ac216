"""What happens while nobody answers: in order, each once, and never an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.catalogue import GATES, LATE_ACTION, REVIEW, TRADE_OFF
from gates.chasing import ChaseKind, asked_next, rung_of, schedule, takes_over
from gates.gate import Gate, Rung, Verb
from gates.people import Role
from gates.rules import EXPIRED, Outcome, Vote, outcome
from gates.seating import Chair, Directory, Member, Why
from tests.stage import NOW

HOURS = st.integers(1, 24 * 60).map(lambda hours: timedelta(hours=hours))
WHY = Why(rule="", data="", version="")
DIRECTORY = Directory(
    version="v",
    members=(
        Member(key="ines", name="Ines", title="COO", role=Role.COO, manager="henrik"),
        Member(key="henrik", name="Henrik", title="GM", role=Role.GENERAL_MANAGER),
        Member(key="sofie", name="Sofie", title="Lead", role=Role.SOP_LEAD, manager="ines"),
        Member(key="jonas", name="Jonas", title="Ops", role=Role.OPERATIONS_LEAD, manager="ines"),
    ),
)


@given(st.sampled_from(list(GATES.values())), HOURS, st.lists(HOURS, max_size=5))
def test_a_schedule_runs_in_order_and_ends(
    gate: Gate, given_time: timedelta, before: list[timedelta]
) -> None:
    due = NOW + given_time
    planned = schedule(replace(gate, remind_before=tuple(before)), opened_at=NOW, due_at=due)
    assert [one.at for one in planned] == sorted(one.at for one in planned)
    assert len({one.key for one in planned}) == len(planned)
    reminders = [one for one in planned if one.kind is ChaseKind.REMIND]
    assert all(NOW + given_time / 2 <= one.at < due for one in reminders)
    assert bool(reminders) == bool(before)
    assert all(one.at >= due for one in planned if one.kind is not ChaseKind.REMIND)
    assert planned[-1].kind is ChaseKind.EXPIRE


def test_every_gate_ends_after_its_chain() -> None:
    for gate in GATES.values():
        assert gate.remind_before
        assert all(rung.after < gate.expires.after for rung in gate.chain), gate.name
        assert gate.expires.to is not None, gate.name


@pytest.mark.parametrize(
    ("rung", "not_them", "asked"),
    [
        pytest.param(Rung(to=Role.COO, after=timedelta(0)), (), "ines", id="role"),
        pytest.param(Rung(after=timedelta(0)), (), "ines", id="manager of who is silent"),
        pytest.param(Rung(to=Role.COO, after=timedelta(0)), ("ines",), "henrik", id="took part"),
        pytest.param(
            Rung(to=Role.COO, after=timedelta(0)), ("ines", "henrik"), None, id="nobody left"
        ),
        pytest.param(Rung(to=Role.ADMIN, after=timedelta(0)), (), None, id="no such role"),
    ],
)
def test_whom_a_rung_asks(rung: Rung, not_them: tuple[str, ...], asked: str | None) -> None:
    found = asked_next(rung, DIRECTORY, silent=["jonas"], not_them=not_them)
    assert (found.key if found else None) == asked


def test_a_ring_of_managers_ends() -> None:
    ring = Directory(
        version="v",
        members=(
            Member(key="a", name="A", title="", role=Role.COO, manager="b"),
            Member(key="b", name="B", title="", role=Role.ADMIN, manager="a"),
        ),
    )
    rung = Rung(to=Role.COO, after=timedelta(0))
    assert asked_next(rung, ring, silent=[], not_them={"a", "b"}) is None


def test_what_expired_always_is_somebodys_who_took_no_part() -> None:
    end = rung_of(LATE_ACTION, ChaseKind.EXPIRE, 1)
    assert takes_over(end, DIRECTORY, took_part={"henrik"}) is not None
    only_jonas = takes_over(end, DIRECTORY, took_part={"henrik", "ines", "sofie"})
    assert only_jonas is not None
    assert only_jonas.key == "jonas"
    assert takes_over(end, DIRECTORY, took_part={m.key for m in DIRECTORY.members}) is None


def chair(key: str, group: str = "") -> Chair:
    return Chair(holder=key, group=group or key, position=0, why=WHY)


def test_who_took_over_answers_for_the_silent_where_all_are_only_heard() -> None:
    seats = [chair("marta"), chair("jonas"), chair("sofie", EXPIRED)]
    marta = Vote(seat="marta", verb=Verb.APPROVE, choice="x")
    sofie = Vote(seat="sofie", verb=Verb.APPROVE, choice="x")
    assert outcome(REVIEW, seats=seats, votes=[marta]) is None
    assert outcome(REVIEW, seats=seats, votes=[marta, sofie]) is Outcome.ANSWERED


def test_who_took_over_approves_nothing_in_place_of_others() -> None:
    everybody = replace(TRADE_OFF, rule=type(TRADE_OFF.rule).ALL)
    seats = [chair("marta"), chair("jonas"), chair("sofie", EXPIRED)]
    said = [Vote(seat=key, verb=Verb.APPROVE, choice="x") for key in ("marta", "sofie")]
    assert outcome(everybody, seats=seats, votes=said) is None
    no = Vote(seat="sofie", verb=Verb.REJECT)
    assert outcome(everybody, seats=seats, votes=[said[0], no]) is Outcome.REJECTED
