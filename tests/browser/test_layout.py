"""Every page at every width, with large text, and the policy that keeps injected markup out."""

from collections.abc import Callable

import pytest

from runtime.signing_heads import sign_heads
from tests.api.stage_web import Stage, ask, decided, furnish
from tests.api.test_reading import own_draft
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
WRITE_MARKUP = """() => {
  try { document.body.innerHTML = '<b>x</b>'; return 'written'; }
  catch (error) { return error.constructor.name; }
}"""


def paths(stage: Stage) -> list[str]:
    request_id, ids = ask(stage), furnish(stage)
    request = f"/requests/{request_id}"
    decision = f"/decisions/{decided(stage, ask(stage))}"
    sign_heads(stage.office)
    return [
        "/inbox",
        request,
        f"{request}?show=percent",
        f"{request}?confirm=request_changes",
        decision,
        f"{decision}/shown",
        "/cycle",
        "/inputs",
        f"/inputs/{ids['input']}",
        "/plan",
        "/actions",
        f"/actions/{ids['action']}",
        "/people",
        "/people/ines",
        "/playbook",
        f"/playbook/versions/{own_draft(stage)}",
        "/ledger?verify=1",
        "/mail",
        f"/mail/{ids['mail']}",
        "/sign-in",
    ]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(stage: Stage, visit: Callable[..., Visit], width: int) -> None:
    pages = paths(stage)
    one = visit(width=width)
    one.sign_in("Ines Moreau")
    for path in pages:
        one.open(path)
        assert one.overflow() <= 0, path
        one.keep(f"{width}{path.split('?')[0].replace('/', '-')[:20]}")
    assert [said for said in one.complaints if "frame is sandboxed" not in said] == []


def test_everything_twice_as_large_still_fits(stage: Stage, visit: Callable[..., Visit]) -> None:
    """A desk's browser at 200 % is a window of half the width."""
    pages = paths(stage)
    one = visit(width=640, device_scale_factor=2)
    one.sign_in("Ines Moreau")
    for path in pages:
        one.open(path)
        assert one.overflow() <= 0, path


def test_markup_is_written_by_nobody_but_htmx(stage: Stage, visit: Callable[..., Visit]) -> None:
    one = visit()
    one.sign_in("Ines Moreau")
    assert one.page.evaluate(WRITE_MARKUP) == "TypeError"
