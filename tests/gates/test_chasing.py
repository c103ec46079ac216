"""What happens while nobody answers: in order, each once, and never an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.asking_by_name import asked_next, takes_over
from gates.catalogue import GATES, LATE_ACTION
from gates.chasing import ChaseKind, rung_of, schedule
from gates.gate import Gate, Rung
from gates.people import Role
from gates.seating import Directory, Member, Why
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


def test_among_several_it_is_somebody_who_does_not_sit_there() -> None:
    end = rung_of(LATE_ACTION, ChaseKind.EXPIRE, 1)
    sits = takes_over(end, DIRECTORY, took_part=(), sitting={"henrik"})
    assert sits is not None
    assert sits.key != "henrik"
    everybody = {member.key for member in DIRECTORY.members}
    last = takes_over(end, DIRECTORY, took_part=(), sitting=everybody)
    assert last is not None
    assert last.key == "henrik", "where all sit, it is whom the gate says"
