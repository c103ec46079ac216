"""Every command in one list, by Ctrl+K or a question mark; single keys can be switched off."""

from collections.abc import Callable

import pytest

from tests.api.stage_web import Stage, ask
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser


def test_commands_are_found_by_name_and_open_but_never_commit(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    request_id = ask(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{request_id}")
    keys, box = one.page.keyboard, one.page.get_by_role("dialog", name="Commands")
    keys.press("?")
    box.wait_for()
    assert box.get_by_role("button", name="Approve Build early").count() == 1
    one.keep("palette-1280", whole=False)
    keys.press("Escape")
    box.wait_for(state="hidden")
    keys.press("Control+k")
    keys.type("go to plan")
    assert box.get_by_role("button").all_inner_texts() == ["Go to Plan"]
    keys.press("Enter")
    one.page.wait_for_url("**/plan")
    one.open(f"/requests/{request_id}")
    keys.press("Control+k")
    keys.type("approve build")
    keys.press("ArrowDown")
    keys.press("Enter")
    one.page.get_by_role("heading", name="Approve Build early?").wait_for()
    assert one.page.url.endswith(str(request_id)), "it opened the confirm step, nothing more"
    assert one.complaints == []


def test_closed_and_asked_for_again_at_once_it_opens(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    """For a moment after Escape the field of the closed list still has the focus."""
    one = visit()
    one.sign_in("Ines Moreau")
    one.open(f"/requests/{ask(stage)}")
    one.page.keyboard.press("?")
    one.page.get_by_role("dialog", name="Commands").wait_for()
    opened_again: bool = one.page.evaluate(
        """() => {
            const box = document.getElementById('palette'), field = box.querySelector('input');
            box.close();
            const keys = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
            field.dispatchEvent(new KeyboardEvent('keydown', keys));
            return box.open;
        }"""
    )
    assert opened_again


def test_single_keys_switched_off_are_typing_only(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    request_id = ask(stage)
    one = visit(width=390)
    one.sign_in("Ines Moreau")
    one.open("/account")
    one.page.get_by_role("button", name="Switch single keys off").click()
    one.page.get_by_text("They are off.").wait_for()
    one.keep("keys-390")
    one.open(f"/requests/{request_id}")
    for key in ("a", "c", "?", "g", "i"):
        one.page.keyboard.press(key)
    assert one.page.get_by_role("dialog").count() == 0
    assert one.page.url.endswith(str(request_id))
    one.page.keyboard.press("Control+k")
    one.page.get_by_role("dialog", name="Commands").wait_for()
