"""Takes the README's pictures of a running installation in development.

    python docs/make_pictures.py http://127.0.0.1:8000 "Ines Moreau"

Signs in as that person, opens the pages below on a desk's and a phone's screen and writes
PNGs to docs/pictures/. Needs Debian's `chromium`.
"""

import argparse
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
PAGES = {"inbox": "/inbox", "cycle": "/cycle", "plan": "/plan", "actions": "/actions"}
SCREENS: dict[str, dict[str, Any]] = {
    "desk-light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "light",
        "device_scale_factor": 2,
    },
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def take(browser: Browser, base_url: str, person: str) -> None:
    for screen, options in SCREENS.items():
        context = browser.new_context(base_url=base_url, **options)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_role("button", name=person).click()
        page.wait_for_url("**/inbox")
        for name, path in PAGES.items():
            keep(page, path, f"{name}-{screen}")
        page.goto("/inbox")
        rows = page.locator("[data-row]")
        if rows.count():
            keep(page, rows.first.get_attribute("href") or "/inbox", f"decision-{screen}")
        context.close()


def keep(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.screenshot(path=PICTURES / f"{name}.png")


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
