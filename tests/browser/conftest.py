"""Debian's Chromium through Playwright; skipped, saying so, where there is none."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright
from pydantic import SecretStr
from sqlalchemy.engine import URL

from runtime.office import Office
from tests import stage as stages
from tests.api.stage_web import Stage, open_stage
from tests.browser.serving import served
from tests.browser.visits import Visit

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE_BELOW = 600


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """The one browser of all tests, and the loop Playwright leaves running in their thread."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package `chromium` to run browser tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield started, loop
        asyncio._set_running_loop(loop)
        started.close()


@pytest.fixture
def browser(chromium: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """Its loop runs for this test only: tests after it start loops of their own."""
    started, loop = chromium
    asyncio._set_running_loop(loop)
    yield started
    asyncio._set_running_loop(None)


@pytest.fixture
def stage(empty_database: URL, tmp_path: Path) -> Iterator[Stage]:
    yield from open_stage(empty_database, tmp_path)


@pytest.fixture
def visit(browser: Browser, stage: Stage) -> Iterator[Callable[..., Visit]]:
    """Opens a browser window on the served stage; further options are Playwright's."""
    yield from windows(browser, replace(stage.office, now=lambda: stages.NOW))


@pytest.fixture
def live_visit(browser: Browser, stage: Stage) -> Iterator[Callable[..., Visit]]:
    """The same as a company runs it: nobody is pretended, and the machine has a name."""
    settings = stage.office.settings.model_copy(
        update={"environment": "production", "secret_key": SecretStr("k" * 40)}
    )
    live = replace(stage.office, settings=settings, now=lambda: stages.NOW)
    yield from windows(browser, live, name="localhost")


def windows(
    browser: Browser, office: Office, *, name: str = "127.0.0.1"
) -> Iterator[Callable[..., Visit]]:
    with served(office, name=name) as base_url:
        opened: list[BrowserContext] = []

        def window(*, width: int = 1280, **options: Any) -> Visit:
            height = 844 if width < PHONE_BELOW else 800
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            context.set_default_timeout(10_000)
            opened.append(context)
            return _window(context, base_url, scripted=options.get("java_script_enabled", True))

        yield window
        for context in opened:
            context.close()


def _window(context: BrowserContext, base_url: str, *, scripted: bool) -> Visit:
    page, complaints = context.new_page(), list[str]()

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            complaints.append(said.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return Visit(page=page, base_url=base_url, scripted=scripted, complaints=complaints)
