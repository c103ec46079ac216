"""The approver's part in a real browser: phone and desk, dark and light, script on and off."""

from collections.abc import Callable
from typing import Any

import pytest

from store.tables.gates import DecisionRow
from tests.api.stage_web import Stage, ask
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
PHONE_FACTS = (
    "Approve building Oat Bars early",
    "Recommended",
    "Build early",
    "€182k margin",
    "Sat 7 Nov",
    "Escalates to the GM",
    "Henrik Halden is asked",
)


def choices(stage: Stage) -> list[str | None]:
    with stage.office.sessions(stage.company_id) as session:
        return [row.choice for row in session.query(DecisionRow).all()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("script", ["script", "no script"])
@pytest.mark.parametrize("width", [390, 1280])
def test_decides(
    stage: Stage, visit: Callable[..., Visit], width: int, script: str, scheme: Any
) -> None:
    ask(stage)
    one = visit(width=width, java_script_enabled=script == "script", color_scheme=scheme)
    name = f"{width}-{scheme}-{script.replace(' ', '-')}"
    one.sign_in("Ines Moreau")
    one.keep(f"inbox-{name}")
    page = one.page
    page.get_by_role("link", name="Approve building Oat Bars early").first.click()
    page.wait_for_url("**/requests/*")
    one.settle()
    one.keep(f"decision-{name}")
    page.get_by_role("link", name="Approve Build early").click()
    page.get_by_role("heading", name="Approve Build early?").wait_for()
    assert page.get_by_role("dialog").count() == (1 if script == "script" else 0)
    one.keep(f"confirm-{name}", whole=False)
    page.get_by_label("Add a reason").fill("Only if the syrup is confirmed.")
    page.get_by_role("button", name="Approve Build early").click()
    page.wait_for_url("**/decisions/*")
    page.get_by_role("heading", name="You said: Approve Build early").wait_for()
    one.keep(f"receipt-{name}")
    assert choices(stage) == ["build_early"]
    assert one.complaints == []


def test_walks_by_keyboard_alone(stage: Stage, visit: Callable[..., Visit]) -> None:
    ask(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    keys = one.page.keyboard
    keys.press("j")
    keys.press("Enter")
    one.page.wait_for_url("**/requests/*")
    one.settle()
    keys.press("a")
    one.page.get_by_role("dialog").wait_for()
    assert choices(stage) == []
    keys.press("Escape")
    one.page.get_by_role("dialog").wait_for(state="hidden")
    keys.press("a")
    one.page.get_by_label("Add a reason").focus()
    keys.type("a c r j")
    keys.press("Control+Enter")
    one.page.wait_for_url("**/decisions/*")
    assert choices(stage) == ["build_early"]
    assert one.complaints == []


def test_a_phone_shows_the_whole_question_before_the_first_scroll(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    request_id = ask(stage)
    one = visit(width=390)
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    bar = one.page.get_by_role("navigation", name="Answer").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= 844
    for fact in PHONE_FACTS:
        box = one.page.locator("article").get_by_text(fact).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= bar["y"], fact


def test_a_phone_chooses_what_to_compare_with(stage: Stage, visit: Callable[..., Visit]) -> None:
    request_id = ask(stage)
    one = visit(width=390, java_script_enabled=False)
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    heads = one.page.locator(".versus thead th.option:visible")
    names = [text.split("\n")[0] for text in heads.all_inner_texts()]
    assert names == ["Do nothing", "Build early"]
    one.page.get_by_role("radio", name="Mix").check(force=True)
    names = [text.split("\n")[0] for text in heads.all_inner_texts()]
    assert names == ["Build early", "Mix"]


def test_shows_differences_in_place(stage: Stage, visit: Callable[..., Visit]) -> None:
    request_id = ask(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    one.page.evaluate("window.stayed = true")
    one.page.get_by_role("link", name="Δ to Do nothing").click()
    one.page.get_by_role("cell", name="+182").wait_for()
    assert one.page.evaluate("window.stayed")
    one.page.get_by_role("link", name="Δ %", exact=True).click()
    one.page.get_by_role("cell", name="+5.5 %").wait_for()
    assert one.complaints == []


def test_what_could_not_load_keeps_what_is_there(stage: Stage, visit: Callable[..., Visit]) -> None:
    request_id = ask(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    one.page.route("**show=delta*", lambda route: route.fulfill(status=500, body="broken"))
    one.page.get_by_role("link", name="Δ to Do nothing").click()
    one.page.get_by_role("status").get_by_text("Could not load").wait_for()
    assert one.page.get_by_role("cell", name="3,306").is_visible()
