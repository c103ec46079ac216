"""The board says what can't go on, and whoever may sets it going again there."""

import re
from datetime import timedelta
from html import unescape

import pytest

from store import effects
from store.effects import NewEffect
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.stage_web import Stage, furnish

WHY = "In the step “read”: ValueError: the file has no rows"


@pytest.fixture
def case_id(stage: Stage) -> str:
    """Iberia's input, failed an hour ago; Signe is the S&OP lead."""
    return failed(stage, furnish(stage)["input"])


def failed(stage: Stage, input_id: int, *, state: str = "failed") -> str:
    with stage.office.sessions(stage.company_id) as session:
        row = session.get_one(CaseRow, f"input:{input_id}")
        row.state, row.problem, row.rings = state, WHY, row.seen + 1
        row.problem_since = stages.NOW - timedelta(hours=1)
        return row.id


def markup(page: str) -> str:
    found = re.search(r'<section[^>]*aria-labelledby="h-troubles".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def section(page: str) -> str:
    """The section's words, as a reader hears them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(page))).split())


def state_of(stage: Stage, case_id: str) -> str:
    with stage.office.sessions(stage.company_id) as session:
        return session.get_one(CaseRow, case_id).state


def retried(stage: Stage) -> int:
    with stage.office.sessions(stage.company_id) as session:
        return session.query(LedgerEventRow).filter_by(kind="case_retried").count()


def test_a_board_without_trouble_says_nothing(stage: Stage) -> None:
    furnish(stage)
    assert section(stage.sign_in("ines").get("/cycle").text) == ""


def test_the_board_says_what_failed_why_since_when_and_whose_it_is(
    stage: Stage, case_id: str
) -> None:
    page = stage.sign_in("ines").get("/cycle").text
    told = section(page)
    for said in (
        "Can’t go on",
        "Iberia forecast, Marta Lindqvist",
        WHY,
        "since Thu 5 Nov",
        "Signe Dahl can set it going again",
    ):
        assert said in told
    assert "1 can’t go on" in page
    assert "Try again" not in told


def test_who_may_sets_it_going_from_the_board_once(stage: Stage, case_id: str) -> None:
    client = stage.sign_in("signe")
    page = client.get("/cycle").text
    assert "You can set it going again" in section(page)
    form = re.search(r'<form method="post" action="([^"]+)">', markup(page))
    assert form
    path = unescape(form[1])
    answer = client.post(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/cycle#h-troubles")
    assert (state_of(stage, case_id), retried(stage)) == ("running", 1)
    again = client.post(path)
    assert again.status_code == 409
    assert "This case isn't stuck" in unescape(again.text)
    assert retried(stage) == 1
    assert "Tries again by itself" in section(client.get("/cycle").text)


def test_who_may_not_is_refused(stage: Stage, case_id: str) -> None:
    answer = stage.sign_in("ines").post(f"/cases/{case_id}/retries")
    assert answer.status_code == 403
    assert "Your role doesn" in answer.text
    assert (state_of(stage, case_id), retried(stage)) == ("failed", 0)


def test_another_companys_case_is_none(stage: Stage, case_id: str) -> None:
    other = stages.set_up_company(stage.office)
    stranger = Stage(office=stage.office, company_id=other, client=stage.client)
    with stage.office.sessions(other) as session:
        session.query(PersonRow).filter_by(key="ines", company_id=other).one().role = "admin"
    assert stranger.sign_in("ines").post(f"/cases/{case_id}/retries").status_code == 404
    assert section(stranger.client.get("/cycle").text) == ""
    assert state_of(stage, case_id) == "failed"


def test_what_tries_again_by_itself_needs_nobody(stage: Stage) -> None:
    failed(stage, furnish(stage)["input"], state="waiting")
    told = section(stage.sign_in("signe").get("/cycle").text)
    assert "Tries again by itself" in told
    assert "Nobody needs to act yet" in told


@pytest.mark.parametrize(
    ("state", "word", "ask"),
    [
        ("failed", "Not delivered", "Tell them yourself."),
        ("unknown", "May not have arrived", "Ask them whether it came."),
    ],
)
def test_a_mail_that_may_not_have_arrived_is_shown(
    stage: Stage, state: str, word: str, ask: str
) -> None:
    content = {"to_name": "Marta Lindqvist", "subject": "Two rows need an answer"}
    letter = NewEffect(key="two-rows", kind="mail", content=content, held_until=stages.NOW)
    with stage.office.sessions(stage.company_id) as session:
        effects.hold(session, stage.company_id, letter, at=stages.NOW)
        effect = session.query(EffectRow).one()
        effect.state, effect.problem = state, "550 no such mailbox"
    told = section(stage.sign_in("ines").get("/cycle").text)
    for said in (word, "“Two rows need an answer” to Marta Lindqvist", "550 no such mailbox", ask):
        assert said in told
