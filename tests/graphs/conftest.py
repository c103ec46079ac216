"""Halden Foods on a Monday morning."""

from collections.abc import Callable

import pytest

from tests.living import Living


@pytest.fixture
def life(at: Callable[[str], Living]) -> Living:
    return at("monday")
