"""A browser window on the served stage, and what the browser complained about."""

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    page: Page
    base_url: str
    scripted: bool
    complaints: list[str]

    def sign_in(self, name: str) -> None:
        self.page.goto(f"{self.base_url}/sign-in")
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_url("**/inbox")
        self.settle()

    def open(self, path: str) -> None:
        self.page.goto(f"{self.base_url}{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until the script has taken over the page's links, where there is script."""
        if self.scripted:
            self.page.locator("html[data-live]").wait_for()

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wider

    def keep(self, name: str, *, whole: bool = True) -> None:
        """A picture for a person to look at, where SOPWITH_SHOTS names a folder."""
        if folder := os.environ.get("SOPWITH_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)
