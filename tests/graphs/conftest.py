"""Halden Foods on a Monday morning, and the files its planners send."""

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy.engine import URL

from runtime.halden import halden_foods
from runtime.halden_files import DemoFile, files_of
from tests.living import Living, living


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as lived:
        yield lived


@pytest.fixture(scope="session")
def files() -> Mapping[str, tuple[DemoFile, ...]]:
    return files_of(halden_foods())
