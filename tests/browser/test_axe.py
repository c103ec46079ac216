"""Every page in both themes: axe-core finds nothing wrong, and nothing is wider than a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from api.addresses import NEEDS
from gates.move import Move
from store.tables.gates import RequestRow
from tests.api.doors import own_things
from tests.api.stage_web import Stage, ask
from tests.api.test_reading import things
from tests.browser.conftest import windows
from tests.browser.visits import Visit
from tests.living import Living

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
NO_PAGES = {
    "/": "leads to the inbox",
    "/calendars/{address}.ics": "a file",
    "/d/{code}": "leads to a request",
    "/healthz": "for machines",
    "/ledger/heads": "a file",
    "/ledger/keys": "a file",
    "/live": "a stream",
    "/mail/in/{message_id}/html": "somebody else's letter, in a frame without scripts",
    "/mail/{mail_id}/html": "a letter: tests/mail/test_render.py",
    "/readyz": "for machines",
    "/sign-in/callback": "leads on, or says the same as a refusal",
    "/static/{tag}/{name}": "a file",
    "/together/receipt": "of answers somebody has just given: tests/api/test_together.py",
}
"""Addresses that draw no page of ours, and why."""
LIVED = {
    "/plan/items/{code}": "/plan/items/OAT-SYRUP?option=build_early",
    "/plan/items/{code}/weeks/{week}": "/plan/items/OB-01/weeks/2026-W51",
    "/plan/lines/{code}": "/plan/lines/LINE-4?option=build_early",
    "/plan/money": "/plan/money?option=build_early",
    "/plan/money/{month}": "/plan/money/cash_2026-12?option=build_early",
    "/plan/lines/{code}/weeks/{week}": "/plan/lines/LINE-4/weeks/2026-W49",
}
"""Pages of a plan, which only a cycle that was lived has; more of what it has is looked at too."""
FILES = (".csv", ".xlsx", ".json", ".ics", ".html", ".xml", "{ending}", "{format}")
ALSO = ("/requests/{request_id}/numbers/{metric}", "/requests/{request_id}/tries/{option}")
DRAWN = {200, 303, 403, 410}
"""403: a page for others' roles; 410: an invitation that is over. Both are pages."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pages(stage: Stage) -> list[str]:
    """Every address that draws one."""
    values = things(stage, "GET") | own_things(stage)
    found = [path.format(**values) for path in patterns() - {*LIVED, *ALSO}]
    request = f"/requests/{ask(stage)}"
    moves = {f"{request}/moves/{move.value}" for move in Move if move is not Move.CHANGE}
    confirm = f"{request}?confirm=approve&choice=build_early"
    return sorted({*found, *moves, confirm, f"{request}/ask?q=why", "/api/v1/docs"})


def patterns() -> set[str]:
    """Every address of ours that draws a page: a new one is looked at without being named here."""
    read = {path for method, path in NEEDS if method == "GET"}
    return {path for path in read - set(NO_PAGES) if not path.endswith(FILES)}


def test_what_draws_no_page_is_an_address() -> None:
    assert {path for method, path in NEEDS if method == "GET"} >= {*NO_PAGES, *LIVED, *ALSO}


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page that is open."""
    wire: Any = page.context.new_cdp_session(page)
    wire.send("Runtime.evaluate", {"expression": AXE})
    said = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{found['id']}: {node['html'][:160]} {node['any'][:1]}"
        for found in said["violations"]
        for node in found["nodes"]
    ]


LOOKS = pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])


def look_at(one: Visit, paths: list[str]) -> None:
    one.sign_in("Ines Moreau")
    wrong: dict[str, list[str]] = {}
    wide = []
    unseen = []
    for path in paths:
        answer = one.page.goto(f"{one.base_url}{path}")
        if answer is None or answer.status not in DRAWN:
            unseen.append(path)
        if said := violations(one.page):
            wrong[path] = said
        if one.overflow() > 0:
            wide.append(path)
    assert wrong == {}
    assert wide == []
    assert unseen == []


@LOOKS
def test_an_approvers_pages(
    stage: Stage, visit: Callable[..., Visit], scheme: str, width: int
) -> None:
    request = f"/requests/{ask(stage)}"
    confirm = f"{request}?confirm=approve&choice=build_early"
    look_at(visit(width=width, color_scheme=scheme), ["/inbox", request, confirm, "/account"])


@pytest.mark.long
@LOOKS
def test_every_page(stage: Stage, visit: Callable[..., Visit], scheme: str, width: int) -> None:
    look_at(visit(width=width, color_scheme=scheme), pages(stage))


@pytest.mark.long
@LOOKS
def test_every_page_of_a_lived_plan(
    at: Callable[[str], Living], browser: Browser, scheme: str, width: int
) -> None:
    life = at("trade_off")
    with life.office.sessions(life.company_id) as session:
        asked = session.query(RequestRow).filter_by(gate="trade_off").one().id
    request = f"/requests/{asked}"
    values = {"request_id": asked, "metric": "margin_after_cost_eur", "option": "build_early"}
    more = [
        request,
        f"{request}/ask?q=margin",
        "/cycle",
        "/plan",
        *(a.format(**values) for a in ALSO),
    ]
    for window in windows(browser, life.office):
        look_at(window(width=width, color_scheme=scheme), [*LIVED.values(), *more])


def test_what_is_wrong_is_found(stage: Stage, visit: Callable[..., Visit]) -> None:
    one = visit()
    one.sign_in("Ines Moreau")
    one.open("/account")  # no news come here, which would mend it
    one.page.evaluate("document.body.append(document.createElement('img'))")
    one.page.evaluate("document.querySelector('h1').remove()")
    told = " ".join(violations(one.page))
    assert "image-alt" in told
    assert "heading" in told
