"""The web on a database of the test's own."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from tests.api.stage_web import Stage, open_stage


@pytest.fixture
def stage(empty_database: URL) -> Iterator[Stage]:
    yield from open_stage(empty_database)
