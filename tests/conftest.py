"""One embedded PostgreSQL a run, a database a test, and Halden's cycle lived up to a gate."""

import atexit
import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy.engine import URL, make_url

from runtime import database
from runtime.halden import halden_foods
from runtime.halden_files import files_of
from tests import memory
from tests.databases import fresh_database, make_template
from tests.graphs.chapters import Chapters, Files
from tests.living import Living

settings.register_profile("steady", derandomize=True)
settings.register_profile("wandering", derandomize=False)
settings.load_profile("steady")
"""`make test` tries the same examples every time; `make test-long` new ones."""


def pytest_configure() -> None:
    gc.disable()  # while everything is loaded, which stays: see below
    if folder := memory.settle_in():
        atexit.register(memory.move_out, folder)  # after the database's own farewell


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first; what is short fills up the end of a run on several cores."""
    items.sort(key=lambda item: item.get_closest_marker("heavy") is None)


def pytest_collection_finish() -> None:
    """What was loaded and collected stays to the end: no need to walk over it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def server() -> URL:
    """The server all test processes of this run share."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    home = Path(tempfile.gettempdir()) / f"sopwith-tests-{run}"
    home.mkdir(mode=0o755, exist_ok=True)
    given = os.environ.get("SOPWITH_TEST_DATABASE_URL")
    url = make_url(given) if given else database.embedded(home / "database")
    make_template(url)
    return url


@pytest.fixture
def empty_database(server: URL) -> Iterator[URL]:
    """A migrated database of this test's own."""
    with fresh_database(server) as url:
        yield url


@pytest.fixture(scope="session")
def files() -> Files:
    return files_of(halden_foods())


@pytest.fixture(scope="session")
def chapters(server: URL, files: Files) -> Iterator[Chapters]:
    kept = Chapters(server, files)
    yield kept
    kept.drop()


@pytest.fixture
def at(chapters: Chapters) -> Iterator[Callable[[str], Living]]:
    """A life that begins where a chapter of the cycle ends."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(chapters.open(name))
