"""The web on a database of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from tests.api.stage_web import Stage, open_stage


@pytest.fixture
def stage(empty_database: URL, tmp_path: Path) -> Iterator[Stage]:
    yield from open_stage(empty_database, tmp_path)
