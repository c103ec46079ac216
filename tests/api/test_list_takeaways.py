"""Every list can be taken away: the page's rows, in its order, under its own filters."""

import csv
from io import StringIO

import pytest

from gates.catalogue import REVIEW
from tests.api.stage_web import Stage, ask, furnish


def taken(stage: Stage, path: str) -> list[dict[str, str]]:
    answer = stage.client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("inputs", {"owner": "Marta Lindqvist"}),
        ("cycles", {"cycle": "November 2026"}),
        ("people", {"name": "Ines Moreau", "role": "COO"}),
        ("mail", {"subject": "Two rows"}),
        ("ledger", {"event": "Asked"}),
    ],
)
def test_a_list_is_taken_away_and_its_page_says_where(
    stage: Stage, name: str, says: dict[str, str]
) -> None:
    furnish(stage)
    stage.sign_in("ines")
    assert f'href="/{name}.csv"' in stage.client.get(f"/{name}").text
    rows = taken(stage, f"/{name}.csv")
    assert any(says.items() <= row.items() for row in rows), rows[:3]
    assert stage.client.get(f"/{name}.xlsx").content[:2] == b"PK"


def test_the_inbox_is_taken_away_as_it_is_filtered(stage: Stage) -> None:
    ask(stage)
    ask(stage, REVIEW)
    stage.sign_in("ines")
    rows = taken(stage, "/inbox.csv")
    assert rows
    assert float(rows[0]["stake_eur"]) > 0
    page = stage.client.get("/inbox").text
    assert 'href="/inbox.csv"' in page
    assert [row["address"] for row in rows if f'href="{row["address"]}"' not in page] == []
    assert taken(stage, "/inbox.csv?q=nothing+like+it") == []
    assert taken(stage, "/inbox.csv?split=done") == []
