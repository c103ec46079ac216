"""Every page in both themes: axe-core finds nothing wrong, and nothing is wider than a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.api.stage_web import Stage, ask, decided
from tests.api.test_reading import addresses
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
NO_PAGES = ("/static/", "/healthz", "/readyz", "/sign-in/callback", "/together/receipt", "/ledger/")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pages(stage: Stage) -> list[str]:
    """Every address that draws one."""
    found = [path for path in addresses(stage, "GET") if not path.startswith(NO_PAGES)]
    files = (".csv", ".xlsx", ".json", ".ics", "/html", ".xml")
    answered = f"/decisions/{decided(stage, ask(stage))}"
    shown = [path for path in found if not path.endswith(files)]
    return sorted({*shown, answered, "/api/v1/docs", "/sign-in"})


def violations(one: Visit) -> list[str]:
    """What axe-core finds on the page that is open."""
    wire: Any = one.page.context.new_cdp_session(one.page)
    wire.send("Runtime.evaluate", {"expression": AXE})
    said = one.page.evaluate(
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
    for path in paths:
        one.page.goto(f"{one.base_url}{path}")
        if said := violations(one):
            wrong[path] = said
        if one.overflow() > 0:
            wide.append(path)
    assert wrong == {}
    assert wide == []


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
    found = pages(stage)
    assert len(found) >= 25
    look_at(visit(width=width, color_scheme=scheme), found)


def test_what_is_wrong_is_found(stage: Stage, visit: Callable[..., Visit]) -> None:
    one = visit()
    one.sign_in("Ines Moreau")
    one.page.evaluate("document.body.append(document.createElement('img'))")
    one.page.evaluate("document.querySelector('h1').remove()")
    told = " ".join(violations(one))
    assert "image-alt" in told
    assert "heading" in told
