"""Open pages follow what happens: nothing moves under a reader, and a cut stream is no wall."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from gates.catalogue import TRADE_OFF
from store import in_hand
from store.in_hand import HowFar
from store.tables.gates import RequestRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, decided
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
LATER = stages.NOW + timedelta(minutes=1)
STREAMING = "html[data-stream]"


def in_the_inbox(stage: Stage, visit: Callable[..., Visit], several: int) -> Visit:
    for _ in range(several):
        ask(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    return one


def test_what_is_new_waits_and_focus_and_scroll_stay(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    one = in_the_inbox(stage, visit, 12)
    page = one.page
    page.locator(STREAMING).wait_for()
    held = page.locator("[data-row]").nth(9)
    held.focus()
    address = held.get_attribute("href")
    page.evaluate("scrollTo(0, 500)")
    before = page.evaluate("document.activeElement.getBoundingClientRect().top")
    for count in (1, 2):  # twice: a list that was brought up to date goes on being so
        ask(stage, TRADE_OFF, BRIEF, at=LATER)
        expect(page.get_by_role("link", name=f"{count} new")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == address
    expect(page.get_by_role("link", name="2 new")).to_be_in_viewport()
    moved = page.evaluate("document.activeElement.getBoundingClientRect().top") - before
    assert abs(moved) <= 1, "the browser holds on to what is read"
    expect(page.locator("#places .count")).to_have_text("14")
    page.get_by_role("link", name="2 new").click()
    expect(page.locator("[data-row]")).to_have_count(14)
    assert one.complaints == []


def test_what_another_decides_goes_from_the_list_and_its_page_says_so(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    request_id = ask(stage)
    one = in_the_inbox(stage, visit, 1)
    one.open(f"/requests/{request_id}")
    one.page.locator(STREAMING).wait_for()
    decided(stage, request_id)
    said = one.page.locator("#now")
    expect(said).to_contain_text("Ines Moreau: Approved, just now.")
    expect(one.page.get_by_role("heading", level=1)).to_be_visible()
    said.get_by_role("link", name="Show how it stands").click()
    expect(one.page.locator("#now .notice")).to_have_count(0)
    assert one.complaints == []


def test_how_far_the_computing_is_follows_on_an_open_page_until_it_is_done(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    """Told as the child that solves tells it; the page is never loaded again."""
    request_id = ask(stage)
    with stage.office.sessions(stage.company_id) as session:
        case_id = session.get_one(RequestRow, request_id).case_id
    one = visit()
    one.sign_in("Ines Moreau")
    one.open("/cycle")
    page = one.page
    page.locator(STREAMING).wait_for()
    page.evaluate("window.neverLoadedAgain = true")
    solving = page.locator("progress.how-far")
    for done, what in enumerate(("Do nothing", "Build early", "Mix")):
        how_far = HowFar(stage="option", what=what, done=done, out_of=5, at=stages.NOW)
        with stage.office.sessions(stage.company_id) as session:
            in_hand.say(session, stage.company_id, case_id, how_far)
        expect(page.get_by_role("status", name="Being computed")).to_contain_text(what)
        expect(solving).to_have_attribute("value", str(done))
    with stage.office.sessions(stage.company_id) as session:
        in_hand.over(session, case_id)
    expect(solving).to_have_count(0)
    assert page.evaluate("window.neverLoadedAgain")
    assert one.complaints == []


def test_a_cut_stream_is_said_and_asked_for_in_turn(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    ask(stage)
    one = visit()
    one.page.route("**/live*", lambda route: route.abort())
    one.page.clock.install()
    one.sign_in("Ines Moreau")
    expect(one.page.locator("#connection")).to_contain_text("every 20 seconds")
    ask(stage, TRADE_OFF, BRIEF, at=LATER)
    one.page.clock.run_for(20_500)
    expect(one.page.get_by_role("link", name="1 new")).to_be_visible()


def test_what_is_written_survives_a_closed_tab(stage: Stage, visit: Callable[..., Visit]) -> None:
    request_id = ask(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    one.page.keyboard.press("a")
    reason = one.page.get_by_label("Add a reason")
    reason.fill("Only if the syrup")
    expect(one.page.get_by_text("Kept as a draft, on every device")).to_be_visible()
    another = visit(width=390)
    another.sign_in("Ines Moreau")
    another.open(f"/requests/{request_id}")
    expect(another.page.locator("#now")).not_to_contain_text("looking")
    another.page.get_by_role("link", name="Approve Build early").click()
    expect(another.page.get_by_label("Add a reason")).to_have_value("Only if the syrup")
    assert one.complaints == []
    assert another.complaints == []


def test_the_short_link_is_copied(stage: Stage, visit: Callable[..., Visit]) -> None:
    request_id = ask(stage)
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    one.page.get_by_role("button", name="Copy it").click()
    expect(one.page.get_by_role("status").get_by_text("The link is copied.")).to_be_visible()
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{one.base_url}/d/{str(request_id)[:8].upper()}"
