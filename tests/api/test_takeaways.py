"""Lists to take away: whole, and harmless in a spreadsheet."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from api.app import create_app
from api.takeaway import Takeaway, as_response, as_xlsx
from runtime.signing_in import open_session
from store.tables.people import PersonRow
from store.tables.plans import CommitmentRow
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, furnish
from tests.living import Living

EVIL = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"]


def sheet_of(book: bytes) -> Any:
    return CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("text", EVIL)
def test_no_text_is_computed(text: str) -> None:
    table = Takeaway(name="x", headings=("what", "much"), rows=[(text, -5)])
    text_file = bytes(as_response(table, "csv").body).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text_file, newline="")))
    assert rows == [["what", "much"], [f"'{text}", "-5"]]
    book = as_xlsx(table)
    assert b"<f>" not in book
    ((_, _), (said, number)) = (
        CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    )
    assert (str(said).strip(), number) == (text.strip(), -5)


def test_actions_as_they_are_on_the_page(stage: Stage) -> None:
    furnish(stage)
    client = stage.sign_in("marta")
    assert client.get("/actions").text.count("/actions.csv") == 1
    got = client.get("/actions.csv")
    assert got.headers["content-disposition"] == 'attachment; filename="actions-2026-11.csv"'
    rows = list(csv.DictReader(StringIO(got.content.decode("utf-8-sig"))))
    assert [row["owner"] for row in rows] == ["Marta Lindqvist"]
    assert client.get("/actions.pdf").status_code in {404, 422}


def test_the_options_as_they_are_compared(stage: Stage) -> None:
    request_id = ask(stage)
    client = stage.sign_in("ines")
    assert f"/requests/{request_id}/options.csv" in client.get(f"/requests/{request_id}").text
    text = client.get(f"/requests/{request_id}/options.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["measure"] for row in rows] == [metric.label for metric in BRIEF.metrics]
    for option in BRIEF.options:
        told = [Decimal(row[option.name]) for row in rows]
        assert told == [option.values[metric.key] for metric in BRIEF.metrics]
    book = client.get(f"/requests/{request_id}/options.xlsx").content
    assert sheet_of(book)[0][:2] == ["measure", "unit"]


def test_every_commitment_of_the_locked_plan(at: Callable[[str], Living]) -> None:
    life = at("execution")
    ines = next(row.id for row in life.rows(PersonRow) if row.key == "ines")
    with TestClient(create_app(life.office), base_url=life.office.settings.base_url) as client:
        client.cookies.set("sopwith_session", open_session(life.office, ines))
        text = client.get("/plan/commitments.csv").content.decode("utf-8-sig")
        book = client.get("/plan/commitments.xlsx").content
        page = client.get("/plan").text
    promised = {
        (row.kind, row.code, row.quantity, f"{row.due}") for row in life.rows(CommitmentRow)
    }
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) > 100
    assert {
        (row["kind"], row["code"], int(row["quantity"]), row["due"]) for row in rows
    } == promised
    sheet = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(rows) + 1
    assert 'href="/plan/commitments.xlsx"' in page
