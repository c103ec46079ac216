"""Takes the README's pictures of a running demo, while the trade-off waits.

    python docs/make_pictures.py http://127.0.0.1:8000 "Ines Moreau"

Signs in as that person and writes three small PNGs to docs/pictures/: the decision on a desk,
the cycle board in the dark, the inbox on a phone. Needs Debian's `chromium`.
"""

import argparse
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
FIRST_DECISION = ""
"""Not an address: the first row of the inbox."""
SHOTS: dict[str, tuple[str, dict[str, Any]]] = {
    "decision": (
        FIRST_DECISION,
        {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    ),
    "cycle": ("/cycle", {"viewport": {"width": 1280, "height": 640}, "color_scheme": "dark"}),
    "inbox": ("/inbox", {"viewport": {"width": 390, "height": 480}, "color_scheme": "light"}),
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def take(browser: Browser, base_url: str, person: str) -> None:
    for name, (path, screen) in SHOTS.items():
        context = browser.new_context(base_url=base_url, **screen)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_role("button", name=person).click()
        page.wait_for_url("**/inbox")
        page.goto(path or page.locator("[data-row]").first.get_attribute("href") or "/inbox")
        page.screenshot(path=PICTURES / f"{name}.png")
        context.close()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base_url")
    asked.add_argument("person")
    said = asked.parse_args()
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(QUIET)
        )
        take(browser, said.base_url, said.person)
        browser.close()


if __name__ == "__main__":
    main()
