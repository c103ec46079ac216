"""What a first visit to a page carries, compressed, is little enough for a train."""

import gzip
import re

import pytest

from tests.api.stage_web import Stage, ask

INBOX_BYTES = 60_000
DECISION_BYTES = 60_000


def weight(stage: Stage, path: str) -> int:
    """The page and everything it loads."""
    page = stage.client.get(path)
    assert page.status_code == 200
    loads = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text))
    assert len(loads) == 4
    parts = [page.content, *(stage.client.get(one).content for one in loads)]
    return sum(len(gzip.compress(part, 6)) for part in parts)


@pytest.mark.parametrize("several", [1, 20])
def test_an_inbox_weighs_little(stage: Stage, several: int) -> None:
    stage.sign_in("ines")
    for _ in range(several):
        ask(stage)
    heavy = weight(stage, "/inbox")
    print(f"inbox with {several}: {heavy} bytes")
    assert heavy <= INBOX_BYTES


def test_a_decision_weighs_little(stage: Stage) -> None:
    request_id = ask(stage)
    stage.sign_in("ines")
    heavy = weight(stage, f"/requests/{request_id}")
    print(f"decision: {heavy} bytes")
    assert heavy <= DECISION_BYTES
