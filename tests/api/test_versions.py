"""A version's page says who changed what, when, and whether before or after the cut-off."""

import csv
import io
from datetime import timedelta

from runtime.halden import halden_foods
from store.tables.inputs import InputRequestRow, SubmissionRow, SubmittedLineRow
from tests import stage as stages
from tests.api.stage_web import Stage, furnish

FORMULA = "=cmd|' /C calc'!A0"


def second_version(on: Stage, input_id: int) -> None:
    """Two numbers of version 1; in version 2 one is another, one is gone, one is new."""
    month = halden_foods().forecast[0].month
    with on.office.sessions(on.company_id) as session:
        asked = session.get_one(InputRequestRow, input_id)
        one = session.query(SubmissionRow).filter_by(input_request_id=input_id).one()
        two = SubmissionRow(
            company_id=on.company_id,
            input_request_id=input_id,
            version=2,
            file_name="again.xlsx",
            sha256="ab" * 32,
            content=b"x",
            sender_id=asked.owner_id,
            channel="link",
            received_at=asked.due_at + timedelta(hours=2),
            late=True,
            state="received",
        )
        session.add(two)
        session.flush()
        lines = (
            (one.id, "OB-01", 100),
            (one.id, "OB-02", 50),
            (two.id, "OB-01", 130),
            (two.id, FORMULA, 5),
        )
        for submission_id, sku, units in lines:
            session.add(
                SubmittedLineRow(
                    company_id=on.company_id,
                    submission_id=submission_id,
                    region=asked.region,
                    sku=sku,
                    tier="retail",
                    month=month,
                    units=units,
                    sheet="",
                    cell_row=1,
                    cell_column=1,
                )
            )


def test_the_page_names_every_number_that_moved(stage: Stage) -> None:
    input_id = furnish(stage)["input"]
    second_version(stage, input_id)
    client = stage.sign_in("ines")
    page = client.get(f"/inputs/{input_id}/versions/2").text
    assert "3 numbers moved: −15 units" in page
    assert "After the cut-off" in page
    assert "by the link in the letter" in page
    assert "Against version 1" in page
    first = client.get(f"/inputs/{input_id}/versions/1").text
    assert "Against last month’s forecast" in first
    assert "after the cut-off" in client.get(f"/inputs/{input_id}").text
    assert client.get(f"/inputs/{input_id}/versions/3").status_code == 404


def test_its_table_runs_nothing(stage: Stage) -> None:
    input_id = furnish(stage)["input"]
    second_version(stage, input_id)
    got = stage.sign_in("ines").get(f"/inputs/{input_id}/versions/2/changes.csv")
    assert "attachment" in got.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))
    by_sku = {row[0]: row[3:] for row in rows[1:]}
    assert by_sku["OB-01"] == ["100", "130", "30"]
    assert by_sku["OB-02"] == ["50", "", "-50"]
    assert by_sku[f"'{FORMULA}"] == ["", "5", "5"]


def test_another_company_sees_no_version(stage: Stage) -> None:
    input_id = furnish(stage)["input"]
    other = stages.set_up_company(stage.office)
    stranger = Stage(office=stage.office, company_id=other, client=stage.client)
    for path in ("versions/1", "versions/1/changes.csv"):
        assert stranger.sign_in("ines").get(f"/inputs/{input_id}/{path}").status_code == 404
