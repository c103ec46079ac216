"""Halden Foods on a Monday morning."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from tests.living import Living, living


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as lived:
        yield lived
