"""Moves in a real browser: by key into the sheet, on a phone, and without a script."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gates.catalogue import REVIEW
from runtime.changing import CHANGED_MAX
from tests.api.example_options import OPTIONS, option
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask
from tests.browser.visits import Visit

Window = Callable[..., Visit]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_keyboard_a_request_is_put_aside_and_comes_back(
    stage: Stage, visit: Window, scheme: str
) -> None:
    request_id = ask(stage)
    window = visit(color_scheme=scheme)
    window.sign_in("Ines Moreau")
    window.open(f"/requests/{request_id}")
    page = window.page
    page.keyboard.press("h")
    page.get_by_role("heading", name="Snooze").wait_for()
    window.keep(f"snooze-1280-{scheme}", whole=False)
    page.get_by_label("What is shown changes").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("You put this aside until what is shown changes").wait_for()
    window.open("/inbox?split=snoozed")
    page.get_by_text("Put aside until what is shown changes").wait_for()
    window.keep(f"snoozed-1280-{scheme}")
    window.open(f"/requests/{request_id}")
    page.keyboard.press("m")
    page.get_by_label("What you want to say").fill("The syrup is confirmed\nfor week 49.")
    window.keep(f"comment-1280-{scheme}", whole=False)
    page.keyboard.press("Control+Enter")
    page.get_by_text("for week 49.").wait_for()
    window.keep(f"record-1280-{scheme}")
    assert window.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_without_a_script_an_approver_is_added_and_an_answer_taken_back(
    stage: Stage, visit: Window, scheme: str
) -> None:
    request_id = ask(stage, REVIEW, replace(BRIEF, authors=()))
    window = visit(width=390, java_script_enabled=False, color_scheme=scheme)
    window.sign_in("Priya Nair")
    window.open(f"/requests/{request_id}")
    window.keep(f"moves-390-{scheme}", whole=False)
    page = window.page
    for name in ("delegate", "add", "snooze", "comment"):
        window.open(f"/requests/{request_id}/moves/{name}")
        assert window.overflow() <= 0
        window.keep(f"{name}-390-{scheme}")
    window.open(f"/requests/{request_id}/moves/add")
    page.get_by_label("Who should approve too?").select_option("henrik")
    page.get_by_label("Why").fill("It is his promotion.")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("0 of 4 answered").wait_for()
    window.open(f"/requests/{request_id}?confirm=approve&choice=build_early")
    page.get_by_role("button", name="Endorse Build early").click()
    window.open(f"/requests/{request_id}")
    window.keep(f"answered-390-{scheme}")
    assert window.overflow() <= 0
    page.get_by_role("link", name="Withdraw my answer").click()
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_text("took back: approved").wait_for()
    assert window.complaints == []


CLIPPED = """() => [...document.querySelectorAll('.versus th, .versus td')]
  .filter(cell => cell.clientWidth && cell.scrollWidth > cell.clientWidth)
  .map(cell => `${cell.textContent.trim()}: ${cell.scrollWidth} of ${cell.clientWidth}`)"""


def test_as_many_options_as_may_stand_side_by_side_are_shown_whole(
    stage: Stage, visit: Window
) -> None:
    drafted = tuple(option(row[0]) for row in OPTIONS)
    own = tuple(
        replace(
            drafted[2],
            key=f"build_early_{at}",
            name=f"Build early, changed by Ines Moreau ({at})",
            changed_from="build_early",
        )
        for at in range(CHANGED_MAX)
    )
    request_id = ask(stage, brief=replace(BRIEF, options=(*drafted, *own)))
    desk, phone = visit(), visit(width=390)
    for window in (desk, phone):
        window.sign_in("Ines Moreau")
        window.open(f"/requests/{request_id}")
        window.keep(f"nine-{window.page.evaluate('innerWidth')}")
        assert window.overflow() <= 0
        assert window.page.evaluate(CLIPPED) == []
    column = phone.page.locator(f".option-{len(drafted + own)}").first
    assert not column.is_visible()
    phone.page.get_by_role("radio", name=own[-1].name, exact=True).check(force=True)
    assert column.is_visible()
