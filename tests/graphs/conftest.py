"""Halden Foods on a Monday morning, and the files its planners send."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy.engine import URL

from runtime.halden import halden_foods
from runtime.halden_files import files_of
from tests.graphs.chapters import Chapters, Files
from tests.living import Living, living


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as lived:
        yield lived


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
