"""Chromium as a mail scanner drives it: opens every link, runs the page, submits every form."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from gates.catalogue import TRADE_OFF
from store.tables.gates import DecisionRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask
from tests.api.test_reading import addresses, everything
from tests.browser.serving import served
from tests.robot import Page as Markup

pytestmark = pytest.mark.browser

DECIDING_PAGES = 12
"""Two requests of five options each, and what sends them back."""
SUBMIT_EVERYTHING = """() => {
    const forms = [...document.forms];
    forms.forEach(form => { form.target = '_blank'; form.submit(); });
    return forms.length;
}"""


@pytest.fixture
def scanner(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context
    context.close()


def kept_pages(stage: Stage, links: list[str]) -> dict[str, str]:
    """Every page with a deciding form as a signed-in person has it, for the scanner to find.

    They are reached from a request's own page; all others are opened in tests/api/test_robots.py.
    """
    client = stage.sign_in("ines")
    waiting, seen, found = list(links), set[str](), dict[str, str]()
    while waiting:
        link = waiting.pop()
        if link in seen:
            continue
        seen.add(link)
        shown = client.get(link)
        if "confirm=" in link:
            found[link] = shown.text
        if "text/html" in shown.headers.get("content-type", ""):
            waiting += filter(_of_a_request, Markup(link, shown.text).links)
    assert len(found) >= DECIDING_PAGES
    assert all("/decisions" in page for page in found.values())
    return found


def _of_a_request(link: str) -> bool:
    return link.startswith("/requests/") and ("?" not in link or "confirm=" in link)


@pytest.mark.heavy
def test_chromium_decides_nothing(stage: Stage, scanner: BrowserContext) -> None:
    ask(stage, TRADE_OFF)
    links = addresses(stage, "GET")
    pages = kept_pages(stage, links)
    production = stage.office.settings.model_copy(update={"environment": "production"})
    office = replace(stage.office, settings=production, now=lambda: stages.NOW)
    submitted = 0
    with served(office) as base_url:
        before = everything(stage)
        page = scanner.new_page()
        for link in [*pages, *links]:
            page.goto(base_url + link)
            submitted += _submit_everything(page)
        for markup in pages.values():
            page.goto("about:blank")
            page.set_content(markup.replace('action="/', f'action="{base_url}/'))
            submitted += _submit_everything(page)
        after = everything(stage)
    with stage.office.unfenced() as session:
        decided = session.query(DecisionRow).count()
    told = f"{len(pages) + len(links)} links, {submitted} forms submitted, {decided} decisions"
    print(told)
    assert decided == 0, told
    assert after == before, told
    assert submitted >= len(pages) > 0, told


def _submit_everything(page: Page) -> int:
    count: int = page.evaluate(SUBMIT_EVERYTHING)
    page.wait_for_timeout(100 if count else 0)
    for opened in page.context.pages[1:]:
        opened.wait_for_load_state()
        opened.close()
    return count
