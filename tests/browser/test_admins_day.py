"""An admin's day: a draft, its preview, others approve, a canary, active for all, and back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.engine import URL

from evals.previewing import Asked, preview
from gates.playbook import Playbook, version
from runtime.activating import Tuner
from store import playbooks
from store.eval_runs import runs
from store.people import by_key
from tests.browser.serving import served
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


def test_from_a_draft_to_active_and_back(life: Living, browser: Browser, tmp_path: Path) -> None:
    shipped = version(Playbook())
    context = browser.new_context()
    page = context.new_page()
    with served(life.office) as at:
        sign_in(life, page, at, ADMIN)
        page.goto(f"{at}/playbook")
        page.get_by_role("link", name="Edit a draft").click()
        page.locator("[id='tolerances.by_kind.margin.pct']").fill("3")
        page.get_by_label("Why").fill("Less noise about margin")
        page.get_by_role("button", name="See what it turns").click()
        expect(page.get_by_text("It does more than tighten")).to_be_visible()
        page.get_by_role("button", name="Keep as a draft").click()
        page.wait_for_url("**/playbook/versions/*")
        draft = page.url

        page.get_by_role("button", name="Make a preview").click()
        expect(page.get_by_text("Being made")).to_be_visible()
        work_off_preview(life, tmp_path)
        page.reload()
        expect(page.get_by_role("heading", name="Metrics")).to_be_visible()
        page.goto(draft)
        page.get_by_label("Why").fill("Less noise about margin")
        page.get_by_label("Once approved, it is for").select_option("share:25")
        page.get_by_role("button", name="Put it to its gate").click()
        page.wait_for_url(draft)
        life.settle()
        page.reload()
        request = page.get_by_role("link", name="Its question at the gate").get_attribute("href")
        question = f"{at}{request}"

        page.goto(question)
        expect(page.get_by_role("link", name=re.compile("^Approve"))).to_have_count(0)
        for key in (LEAD, FINANCE):
            assert active(life) == shipped
            sign_in(life, page, at, key)
            approve(page, question)
            life.settle()
        assert active(life) == shipped, "a canary lives it first"

        sign_in(life, page, at, ADMIN)
        page.goto(f"{at}/playbook")
        canary = page.locator("#canary")
        expect(canary).to_contain_text("25 % of inputs and actions")
        expect(canary.get_by_role("row", name="Reminders")).to_be_visible()
        canary.get_by_label("Why for all").fill("Nothing stood still")
        canary.get_by_role("button", name="Make it active for all").click()
        expect(page.locator("#canary")).to_have_count(0)
        assert draft.endswith(active(life))

        page.get_by_text("Go back to").first.click()
        page.get_by_label("Why").fill("Margins slipped through")
        page.get_by_role("button", name="Go back to").click()
        expect(page.get_by_text("Margins slipped through").first).to_be_visible()
        assert active(life) == shipped
    context.close()
