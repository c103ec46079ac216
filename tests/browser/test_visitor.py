"""The demo with a visitor: the trade-off on a phone, the lock at a desk, a late action; done."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.processes import wait_until

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 120


@contextmanager
def demo(home: Path, told: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`sopwith demo` as a visitor starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"SOPWITH_HOME": str(home / "data")}
    environment.pop("SOPWITH_DATABASE_URL", None)
    with told.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "runtime.cli", "demo", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()
            process.wait()


@contextmanager
def window(browser: Browser, base_url: str, person: str, *, width: int) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport={"width": width, "height": 844})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name=person).click()
    page.wait_for_url("**/inbox")
    page.locator("html[data-live]").wait_for()
    yield page
    context.close()


def open_the_one(page: Page) -> None:
    page.locator("[data-row]").first.click()
    page.wait_for_url("**/requests/*")
    page.locator("html[data-live]").wait_for()


def approve(page: Page, action: str) -> None:
    page.get_by_role("link", name=action).first.click()
    page.get_by_role("button", name=action).last.click()
    page.wait_for_url("**/decisions/*")


@pytest.mark.heavy
def test_a_visitor_decides_and_the_story_goes_on_to_its_end(browser: Browser) -> None:
    with tempfile.TemporaryDirectory(prefix="sopwith-visit-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        home.chmod(0o755)
        told = home / "told.txt"
        with demo(home, told) as (base_url, process):

            def says(words: str) -> bool:
                assert process.poll() is None, told.read_text()
                return words in told.read_text(encoding="utf-8")

            wait_until(lambda: says("Sign in as Ines Moreau."), seconds=PATIENCE_S)
            with window(browser, base_url, "Ines Moreau", width=390) as page:
                open_the_one(page)
                approve(page, "Approve Build early")
            wait_until(lambda: says("Sign in as Henrik Halden."), seconds=PATIENCE_S)
            with window(browser, base_url, "Henrik Halden", width=1280) as page:
                open_the_one(page)
                approve(page, "Approve")
            wait_until(lambda: says("Sign in as Jonas Weber."), seconds=PATIENCE_S)
            with window(browser, base_url, "Jonas Weber", width=1280) as page:
                open_the_one(page)
                approve(page, "Choose “More time”")
            wait_until(lambda: says("The cycle closes"), seconds=PATIENCE_S)
            with window(browser, base_url, "Sofie Dahl", width=1280) as page:
                page.goto("/actions")
                assert page.get_by_text("Carried over").count()
            process.terminate()
            assert process.wait(30) == 0, told.read_text()
            with socket.socket() as gone:
                assert gone.connect_ex(("127.0.0.1", int(base_url.rpartition(":")[2])))
        assert "✓ The ledger is whole" in told.read_text(encoding="utf-8")
