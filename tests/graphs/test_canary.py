"""An approved version is lived by a few first: whose cases, what they read, and how it ends."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from gates.playbook import Playbook, restore, version
from graphs.input_facts import input_facts
from graphs.opening_cases import start_as_read
from planning.checks.finding import Severity
from runtime.canaries import First, first_of, promote
from runtime.opening import open_cycle
from runtime.tuning import roll_back, submit, tighten
from runtime.untunable import CanaryLives, NoCanary, NoSuchRegion, NoSuchShare
from store import canaries, cycles, playbooks
from store.canary_figures import figures
from store.tables.cycles import CaseRow, CycleRow
from store.tables.inputs import InputRequestRow
from tests.gates.test_playbook import changed
from tests.graphs.test_playbook_change import FINANCE, OWNER, previewed, tuner
from tests.living import Living, living

GRADED = restore(changed("checks", {"R41": "note"}))
TIGHTER = restore(changed("inputs.grace_hours", 12))


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        life.begin()
        yield life


def approved(life: Living, out: Path, first: First) -> str:
    sha256 = previewed(life, GRADED, out)
    submit(life.office, tuner(life), sha256, first)
    life.settle()
    for key in (OWNER, FINANCE):
        life.decide("playbook_change", key)
    return sha256


def active(life: Living) -> str:
    with life.office.sessions(life.company_id) as session:
        return playbooks.active_digest(session, life.company_id)


def test_one_region_lives_it_until_somebody_makes_it_everybodys(
    life: Living, tmp_path: Path
) -> None:
    asked = life.rows(InputRequestRow)
    one, other = asked[0], asked[1]
    with pytest.raises(NoSuchRegion):
        submit(
            life.office,
            tuner(life),
            previewed(life, GRADED, tmp_path / "a"),
            First(region="MOON"),
        )
    sha256 = approved(life, tmp_path, First(region=one.region))
    assert active(life) == version(Playbook()), "approved, and not yet for all"
    with life.office.sessions(life.company_id) as session:
        canary = canaries.living(session, life.company_id)
        assert canary is not None
        cycle = session.get_one(CycleRow, one.cycle_id)
        for row in (one, other):
            start_as_read(life.office.tools, session, cycle, "input_request", row.id)
        session.flush()
        books = {
            row.region: session.get_one(CaseRow, f"{cycles.input_case(row.id)}/read").playbook
            for row in (one, other)
        }
        assert books == {one.region: sha256, other.region: version(Playbook())}
        graded = [
            input_facts(
                session, {"case_id": f"{cycles.input_case(row.id)}/read", "subject_id": row.id}
            ).severities
            for row in (one, other)
        ]
        assert graded == [{"R41": Severity.NOTE}, {}], "its cases really run on it"
        session.rollback()
    with pytest.raises(CanaryLives):
        submit(
            life.office, tuner(life), previewed(life, TIGHTER, tmp_path / "b"), first_of("share:9")
        )
    assert promote(life.office, tuner(life)) == sha256 == active(life)
    with life.office.sessions(life.company_id) as session:
        assert canaries.living(session, life.company_id) is None
        (activation,) = playbooks.activations(session, life.company_id)
    assert activation.grounds == "approved"
    with pytest.raises(NoCanary):
        promote(life.office, tuner(life))


def test_a_canary_ends_in_one_step_and_the_active_version_was_never_another(
    life: Living, tmp_path: Path
) -> None:
    sha256 = approved(life, tmp_path, First(share_pct=30))
    with life.office.sessions(life.company_id) as session:
        (cycle,) = session.query(CycleRow).all()
        books = [
            canaries.book_for(session, cycle, "follow_up", n, cycles.action_case(n))
            for n in range(400)
        ]
        canary = canaries.living(session, life.company_id)
        assert canary is not None
        own, others = figures(session, canary)
        kinds = {canaries.book_for(session, cycle, k, 1, "x") for k in ("change", "late_input")}
    assert 0.22 < books.count(sha256) / len(books) < 0.38
    assert kinds == {cycle.playbook}, "the cycle itself stays with its version"
    assert (own.cases, others.cases) == (0, 0), "cases from before it began are nobody's figures"
    assert roll_back(life.office, tuner(life)) == version(Playbook()) == active(life)
    with life.office.sessions(life.company_id) as session:
        assert canaries.living(session, life.company_id) is None
        assert not playbooks.activations(session, life.company_id)
        assert canaries.book_for(session, cycle, "follow_up", 1, "x") == cycle.playbook


def test_another_version_made_active_meanwhile_is_what_it_would_replace(
    life: Living, tmp_path: Path
) -> None:
    """Then what was approved was compared with something else: it can only be ended."""
    approved(life, tmp_path, First(share_pct=10))
    tighten(life.office, tuner(life), TIGHTER)
    with pytest.raises(CanaryLives, match="compared"):
        promote(life.office, tuner(life))
    roll_back(life.office, tuner(life))
    assert active(life) == version(TIGHTER)
    assert open_cycle(life.office, life.company_id, month=life.rows(CycleRow)[0].month)


@pytest.mark.parametrize("said", ["share:0", "share:51", "share:x", "all", "region:"])
def test_a_canary_is_a_region_or_up_to_half(said: str) -> None:
    with pytest.raises(NoSuchShare):
        first_of(said)


def test_the_next_cycle_lives_it_whole_with_its_gates_and_no_other_does(
    life: Living, tmp_path: Path
) -> None:
    sha256 = approved(life, tmp_path, First(whole_cycle=True))
    with life.office.sessions(life.company_id) as session:
        (now,) = session.query(CycleRow).all()
        assert canaries.book_for(session, now, "follow_up", 1, "x") == now.playbook
    first, second = (following(life, month) for month in (date(2026, 12, 1), date(2027, 1, 1)))
    assert (first, second) == (sha256, version(Playbook()))
    assert {one.playbook for one in life.rows(CaseRow) if one.cycle_id == 2} == {sha256}
    with life.office.sessions(life.company_id) as session:
        canary = canaries.living(session, life.company_id)
        assert canary is not None
        own, others = figures(session, canary)
    assert own.cases == others.cases > 2, "the cycle and its inputs, beside another's"
    again = (
        "insert into cycle (company_id, name, month, step, playbook, opened_at, inputs_due_at)"
        " values (:company, 'x', '2030-01-01', 'inputs', :playbook, '2030-01-01', '2030-01-02')"
    )
    with (
        pytest.raises(DBAPIError, match="begins with the playbook that is active"),
        life.office.sessions(life.company_id) as session,
    ):
        session.execute(text(again), {"company": life.company_id, "playbook": sha256})
    assert roll_back(life.office, tuner(life)) == version(Playbook()) == active(life)


def following(life: Living, month: date) -> str:
    """The version of the cycle opened once the one before is being executed."""
    with life.office.sessions(life.company_id) as session:
        session.query(CycleRow).order_by(CycleRow.id.desc()).first().step = "execution"  # type: ignore[union-attr]
    cycle_id = open_cycle(life.office, life.company_id, month=month)
    life.settle()
    with life.office.sessions(life.company_id) as session:
        return session.get_one(CycleRow, cycle_id).playbook
