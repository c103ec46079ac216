"""A playbook's way to being active: drafted, previewed, approved at a gate; no way around it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from evals.previewing import preview
from gates import errors
from gates.gate import Verb
from gates.playbook import Playbook, restore, version
from runtime.activating import Tuner
from runtime.tuning import propose, roll_back, submit, tighten
from runtime.untunable import NoSuchDraft, NotPreviewed, PreviewTooOld
from store import asked_requests, playbooks
from store.tables.cycles import CaseRow
from tests.evals.recordings import kept
from tests.gates.test_playbook import changed
from tests.living import Living, living

LOOSER = restore(changed("tolerances.by_kind.margin", {"pct": "3", "points": "0"}))
LOOSER_GATE = restore(
    changed(
        "gates.playbook_change.slate",
        [{"given": "role", "to": "admin", "group": "admin"}],
        LOOSER,
    )
)
AUTHOR, OWNER, FINANCE = "rasmus", "sofie", "priya"


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        life.begin()
        yield life


def tuner(life: Living, key: str = AUTHOR) -> Tuner:
    return Tuner(company_id=life.company_id, person_key=key, why="fewer gates")


def previewed(life: Living, book: Playbook, out: Path, key: str = AUTHOR) -> str:
    sha256 = propose(life.office, tuner(life, key), book)
    preview(life.office, tuner(life, key), book, [kept()], out)
    return sha256


def submitted(life: Living, book: Playbook, out: Path, key: str = AUTHOR) -> str:
    sha256 = previewed(life, book, out, key)
    submit(life.office, tuner(life, key), sha256)
    life.settle()
    return sha256


def active(life: Living) -> str:
    with life.office.sessions(life.company_id) as session:
        return playbooks.active_digest(session, life.company_id)


def test_two_others_approve_what_they_were_shown_and_it_is_active(
    life: Living, tmp_path: Path
) -> None:
    sha256 = submitted(life, LOOSER, tmp_path)
    (request,) = life.open_requests("playbook_change")
    assert life.seats(request) == [OWNER, FINANCE]
    assert sha256[:12] in life.mails(OWNER, "decision_needed")[-1].text
    with life.office.sessions(life.company_id) as session:
        brief = asked_requests.brief_now(session, request)
    sections = {one.key: " ".join(one.lines) for one in brief.sections}
    assert "moved by more than 1 % and up to 3 %" in sections["relaxed"]
    assert "coverage 7/7" in sections["preview"]
    assert {one.sha256 for one in brief.evidence} >= {sha256, version(Playbook())}
    life.decide("playbook_change", OWNER)
    assert active(life) == version(Playbook())
    life.decide("playbook_change", FINANCE)
    assert active(life) == sha256
    with life.office.sessions(life.company_id) as session:
        (row,) = playbooks.activations(session, life.company_id)
    assert (row.grounds, row.request_id) == ("approved", request.id)
    assert {c.playbook for c in life.rows(CaseRow) if c.kind != "playbook_change"} == {
        version(Playbook())
    }
    assert roll_back(life.office, tuner(life)) == version(Playbook()) == active(life)


def test_its_author_has_no_seat_and_can_take_none(life: Living, tmp_path: Path) -> None:
    submitted(life, LOOSER, tmp_path, OWNER)
    (request,) = life.open_requests("playbook_change")
    assert OWNER not in life.seats(request)
    with pytest.raises(errors.Refusal):
        life.decide("playbook_change", OWNER)
    assert active(life) == version(Playbook())


def test_who_decides_is_said_by_the_active_version_not_by_the_draft(
    life: Living, tmp_path: Path
) -> None:
    submitted(life, LOOSER_GATE, tmp_path)
    (request,) = life.open_requests("playbook_change")
    assert life.seats(request) == [OWNER, FINANCE]


def test_refused_it_changes_nothing(life: Living, tmp_path: Path) -> None:
    submitted(life, LOOSER, tmp_path)
    life.decide("playbook_change", FINANCE, Verb.REJECT, reason="Too loose.")
    assert not life.open_requests("playbook_change")
    assert active(life) == version(Playbook())


def test_what_was_approved_against_another_version_lapses(life: Living, tmp_path: Path) -> None:
    submitted(life, LOOSER, tmp_path / "one")
    tighter = restore(changed("inputs.grace_hours", 12))
    tighten(life.office, tuner(life), tighter)
    life.decide("playbook_change", OWNER)
    life.decide("playbook_change", FINANCE)
    assert active(life) == version(tighter)


def test_it_must_be_drafted_and_previewed_against_what_is_active(
    life: Living, tmp_path: Path
) -> None:
    with pytest.raises(NoSuchDraft):
        submit(life.office, tuner(life), version(LOOSER))
    sha256 = propose(life.office, tuner(life), LOOSER)
    with pytest.raises(NotPreviewed):
        submit(life.office, tuner(life), sha256)
    previewed(life, LOOSER, tmp_path)
    life.wait(days=8)
    with pytest.raises(PreviewTooOld):
        submit(life.office, tuner(life), sha256)


@pytest.mark.parametrize("grounds", ["approved", "rolls_back"])
def test_the_database_activates_nothing_around_the_gate(
    life: Living, tmp_path: Path, grounds: str
) -> None:
    """As the role of the application, on a request that is still open."""
    sha256 = submitted(life, LOOSER, tmp_path)
    (request,) = life.open_requests("playbook_change")
    said: dict[str, Any] = {
        "company": life.company_id,
        "book": sha256,
        "before": version(Playbook()),
        "grounds": grounds,
        "request": request.id if grounds == "approved" else None,
    }
    with (
        pytest.raises(DBAPIError, match=r"nobody but its author|only what was active"),
        life.office.sessions(life.company_id) as session,
    ):
        session.execute(
            text(
                "insert into playbook_activation"
                " (company_id, playbook, before, grounds, by_id, why, at, request_id)"
                " select :company, :book, :before, :grounds, id, '', now(), :request"
                " from person where key = 'rasmus'"
            ),
            said,
        )
    assert active(life) == version(Playbook())
