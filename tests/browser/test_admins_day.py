"""An admin's day: a draft, its preview, others approve, a canary, active for all, and back."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.engine import URL

from evals.previewing import Asked, preview
from gates.playbook import Playbook, version
from runtime.activating import Tuner
from store import playbooks
from store.eval_runs import runs
from store.people import by_key
from store.tables.gates import DecisionRow
from tests.browser.serving import served
from tests.browser.test_axe import violations
from tests.evals.recordings import kept
from tests.living import Living, living

pytestmark = [pytest.mark.browser, pytest.mark.long]
ADMIN, LEAD, FINANCE = "rasmus", "sofie", "priya"


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        life.begin()
        yield life


def sign_in(life: Living, page: Page, base_url: str, key: str) -> None:
    with life.office.sessions(life.company_id) as session:
        name = by_key(session, life.company_id, key).name
    page.context.clear_cookies()
    page.goto(f"{base_url}/sign-in")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/inbox")


def active(life: Living) -> str:
    with life.office.sessions(life.company_id) as session:
        return playbooks.active_digest(session, life.company_id)


def work_off_preview(life: Living, folder: Path) -> None:
    """What the worker's child does, on the one cycle that is recorded."""
    with life.office.sessions(life.company_id) as session:
        (run,) = runs(session, life.company_id, limit=5)
        book = playbooks.content(session, run.candidate)
    assert book is not None
    tuner = Tuner(company_id=life.company_id, person_key=ADMIN, why="previewed")
    asked = Asked(corpus="invented", run_id=run.id)
    preview(life.office, tuner, book, [kept()], folder, asked=asked)


def approve(page: Page, request: str) -> None:
    page.goto(request)
    page.get_by_role("link", name=re.compile("^Approve")).first.click()
    page.get_by_role("button", name=re.compile("^Approve")).click()
    page.wait_for_url("**/decisions/*")


def tries_words(page: Page, at: str) -> None:
    """A letter's text, changed and tried on a recorded case; nothing comes of it."""
    page.goto(f"{at}/playbook")
    page.get_by_role("link", name="Words", exact=True).click()
    page.get_by_label("Input reminder, 3 days late").check()
    page.get_by_role("button", name="Try it on this one").click()
    expect(page.get_by_role("heading", name="What comes of it")).to_contain_text("the same")
    text = page.get_by_label("Text of this letter")
    text.fill(f"Kindly help us. {text.input_value()}")
    page.get_by_role("button", name="Try it on this one").click()
    expect(page.get_by_role("heading", name="What comes of it")).to_contain_text("otherwise")
    expect(page.locator("ins")).to_have_text("Kindly help us. ")
    assert violations(page) == []
    page.goto(f"{at}/playbook/graphs/input_request")
    assert violations(page) == []


def its_author_cannot_approve(life: Living, page: Page, question: str) -> None:
    """Neither by the page, which offers nothing, nor by a ballot sent past it."""
    page.goto(question)
    expect(page.get_by_role("link", name=re.compile("^Approve"))).to_have_count(0)
    (request,) = life.open_requests("playbook_change")
    ballot = urlencode(
        {"verb": "approve", "decision_id": str(uuid4()), "brief_sha256": request.brief_sha256}
    )
    said = page.evaluate(
        "ballot => fetch(location.pathname + '/decisions', {method: 'POST', body: ballot,"
        " headers: {'content-type': 'application/x-www-form-urlencoded'}})"
        ".then(answer => answer.text().then(text => [answer.status, text]))",
        ballot,
    )
    assert said[0] in {403, 422}, said
    assert "another site" not in said[1]
    assert not life.rows(DecisionRow), "nothing was decided by it"


def sees_what_the_preview_rests_on(life: Living, page: Page, at: str, question: str) -> None:
    sign_in(life, page, at, LEAD)
    page.goto(question)
    page.get_by_role("link", name="The preview").click()
    expect(page.get_by_role("heading", name="Metrics")).to_be_visible()
    page.get_by_role("link", name=re.compile("^coverage ")).click()
    expect(page.get_by_role("heading", name="Metrics")).to_be_visible()


def drafts_and_previews(life: Living, page: Page, at: str, folder: Path) -> str:
    """A version that relaxes a tolerance, with its preview; returns where it stands."""
    page.goto(f"{at}/playbook")
    page.get_by_role("link", name="Edit a draft").click()
    page.locator("[id='tolerances.by_kind.margin.pct']").fill("3")
    page.get_by_label("Why").fill("Less noise about margin")
    page.get_by_role("button", name="See what it turns").click()
    expect(page.get_by_text("It does more than tighten")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Keep as a draft").click()
    page.wait_for_url("**/playbook/versions/*")
    draft = page.url
    page.get_by_role("button", name="Make a preview").click()
    expect(page.get_by_text("Being made")).to_be_visible()
    work_off_preview(life, folder)
    page.reload()
    expect(page.get_by_role("heading", name="Metrics")).to_be_visible()
    return draft


def asks_for_approval(life: Living, page: Page, at: str, draft: str) -> str:
    """Puts the draft to its gate, a canary first; returns where its question stands."""
    page.goto(draft)
    page.get_by_label("Why").fill("Less noise about margin")
    page.get_by_label("Once approved, it is for").select_option("share:25")
    page.get_by_role("button", name="Put it to its gate").click()
    page.wait_for_url(draft)
    life.settle()
    page.reload()
    request = page.get_by_role("link", name="Its question at the gate").get_attribute("href")
    return f"{at}{request}"


def makes_it_active_for_all(page: Page, at: str) -> None:
    page.goto(f"{at}/playbook")
    canary = page.locator("#canary")
    expect(canary).to_contain_text("25 % of inputs and actions")
    expect(canary.get_by_role("row", name="Reminders")).to_be_visible()
    assert violations(page) == []
    canary.get_by_label("Why for all").fill("Nothing stood still")
    canary.get_by_role("button", name="Make it active for all").click()
    expect(page.locator("#canary")).to_have_count(0)


def goes_back(page: Page) -> None:
    page.get_by_text("Go back to").first.click()
    page.get_by_label("Why").fill("Margins slipped through")
    page.get_by_role("button", name="Go back to").click()
    expect(page.get_by_text("Margins slipped through").first).to_be_visible()


def test_from_a_draft_to_active_and_back(life: Living, browser: Browser, tmp_path: Path) -> None:
    shipped = version(Playbook())
    context = browser.new_context()
    page = context.new_page()
    with served(life.office) as at:
        sign_in(life, page, at, ADMIN)
        tries_words(page, at)
        draft = drafts_and_previews(life, page, at, tmp_path)
        question = asks_for_approval(life, page, at, draft)
        its_author_cannot_approve(life, page, question)
        sees_what_the_preview_rests_on(life, page, at, question)
        for key in (LEAD, FINANCE):
            assert active(life) == shipped
            sign_in(life, page, at, key)
            approve(page, question)
            life.settle()
        assert active(life) == shipped, "a canary lives it first"
        sign_in(life, page, at, ADMIN)
        makes_it_active_for_all(page, at)
        assert draft.endswith(active(life))
        goes_back(page)
        assert active(life) == shipped
    context.close()
