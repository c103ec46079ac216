"""Tuning: who may, what one person may activate, going back, and what running cases notice."""

from collections.abc import Iterator
from typing import Any

import pytest
from psycopg.errors import RaiseException
from sqlalchemy import select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, ProgrammingError

from gates.errors import Refusal
from gates.playbook import Playbook, restore, version
from runtime.activating import Tuner
from runtime.opening import open_cycle
from runtime.tuning import propose, roll_back, tighten
from runtime.untunable import (
    ActiveAlready,
    NeedsItsGate,
    NobodyHolds,
    NothingBefore,
    NotYoursToTune,
    ReasonWanted,
)
from store import ledger, playbooks
from store.tables.cycles import CaseRow, CycleRow
from tests.gates.test_playbook import changed
from tests.living import MONTH, Living, living

TIGHTER = restore(changed("tolerances.by_kind.margin", {"pct": "0.5", "points": "0"}))
TIGHTER_YET = restore(changed("inputs.grace_hours", 12, TIGHTER))
LOOSER = restore(changed("tolerances.by_kind.margin", {"pct": "3", "points": "0"}))


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        yield life


def tuner(life: Living, who: str = "franka", why: str = "fewer surprises") -> Tuner:
    with life.office.sessions(life.company_id) as session:
        lead = session.execute(text("select key from person where role = 'sop_lead'")).scalar_one()
    return Tuner(company_id=life.company_id, person_key=lead if who == "franka" else who, why=why)


def active(life: Living) -> str:
    with life.office.sessions(life.company_id) as session:
        return version(playbooks.active(session, life.company_id))


def test_a_tighter_version_is_for_cycles_to_come_and_going_back_is_one_step(life: Living) -> None:
    by = tuner(life)
    cycle_id = open_cycle(life.office, life.company_id, month=MONTH)
    assert tighten(life.office, by, TIGHTER) == version(TIGHTER) == active(life)
    tighten(life.office, by, TIGHTER_YET)
    with life.office.sessions(life.company_id) as session:
        began = session.get_one(CycleRow, cycle_id).playbook
        cases = set(session.scalars(select(CaseRow.playbook)))
    assert (began, cases) == (version(Playbook()), {version(Playbook())})
    assert roll_back(life.office, by) == version(TIGHTER) == active(life)
    with life.office.sessions(life.company_id) as session:
        kinds = [row.grounds for row in playbooks.activations(session, life.company_id)]
        told = [link.content.decode() for link in ledger.links(session, life.company_id)]
    assert kinds == ["rolls_back", "tightens", "tightens"]
    assert sum('"playbook_activated"' in one for one in told) == 3


@pytest.mark.parametrize(
    ("book", "who", "why", "refusal"),
    [
        (LOOSER, "franka", "x", NeedsItsGate),
        (restore(changed("inputs.reminder_hours", 12)), "franka", "x", NeedsItsGate),
        (Playbook(), "franka", "x", ActiveAlready),
        (TIGHTER, "ines", "x", NotYoursToTune),
        (TIGHTER, "franka", " ", ReasonWanted),
    ],
)
def test_what_one_person_may_not(
    life: Living, book: Playbook, who: str, why: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        tighten(life.office, tuner(life, who, why), book)
    assert active(life) == version(Playbook())


def test_a_role_nobody_holds_is_refused(life: Living) -> None:
    with life.office.sessions(life.company_id) as session:
        session.execute(text("update person set role = 'admin' where role = 'plant_planner'"))
    with pytest.raises(NobodyHolds, match="plant_planner"):
        propose(
            life.office,
            tuner(life),
            restore(changed("gates.baseline.escalates_to", "plant_planner")),
        )


def test_a_refusal_names_the_cells(life: Living) -> None:
    with pytest.raises(NeedsItsGate, match=r"margin\.pct: moved by more than 1 % and up to 3 %"):
        tighten(life.office, tuner(life), LOOSER)


def test_a_draft_is_its_first_authors_and_changes_nothing(life: Living) -> None:
    by = tuner(life)
    assert propose(life.office, by, LOOSER) == propose(life.office, by, LOOSER) == version(LOOSER)
    with life.office.sessions(life.company_id) as session:
        (draft,) = playbooks.drafts(session, life.company_id)
    assert draft.why == "fewer surprises"
    assert active(life) == version(Playbook())
    with pytest.raises(NothingBefore):
        roll_back(life.office, by)


@pytest.mark.parametrize(
    "statement",
    [
        "update playbook set content = '{}'",
        "delete from playbook_activation",
        "update playbook_activation set playbook = before",
        "update playbook_draft set why = ''",
    ],
)
def test_the_database_itself_keeps_what_was(life: Living, statement: str) -> None:
    by = tuner(life)
    propose(life.office, by, TIGHTER)
    tighten(life.office, by, TIGHTER)
    with (
        pytest.raises((DBAPIError, ProgrammingError, RaiseException), match="stays"),
        life.office.sessions(life.company_id) as session,
    ):
        session.execute(text(statement))


def test_a_request_opens_under_its_cycles_playbook_and_keeps_it(empty_database: URL) -> None:
    """The gate's deadline, reminders and rule are those of the version, read from the request."""
    content: dict[str, Any] = changed("gates.baseline.due_hours", 30)
    book = restore(content)
    with living(empty_database) as life:
        tighten(life.office, tuner(life), book)
        life.begin()
        life.wait(days=4)
        missing = life.open_requests("missing_input")
        assert missing
        assert all(request.policy == content["gates"]["missing_input"] for request in missing)
        assert missing[0].ruled == book.ruled["missing_input"]
