"""What the options rest on, and the mark beside it once a newer version is there."""

from collections.abc import Callable
from datetime import timedelta

from starlette.testclient import TestClient

from api.app import create_app
from api.views.causes import causes_view
from runtime.loading import load_files
from store import cycles
from store.reading_arrivals import arrivals
from store.tables.inputs import SubmissionRow
from tests.api.examples import BRIEF
from tests.api.test_changing import sign_in
from tests.living import Living


def test_a_newer_version_or_other_data_marks_what_it_replaces(
    at: Callable[[str], Living],
) -> None:
    life = at("trade_off")
    (request,) = life.open_requests("trade_off")
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        page = client.get(f"/requests/{request.id}").text
        assert "none changed since this was asked" in page
        assert "Oat syrup is short: 65k units, €122k margin at risk" in page
        assert "Tomas Berg, Procurement manager" in page
        _send_again(life, request.cycle_id)
        _load_less_syrup(life)
        page = client.get(f"/requests/{request.id}").text
    assert "2 changed since this was asked" in page
    assert "Version 2, " in page or "Version 3, " in page
    assert "OAT-SYRUP quantity" in page
    assert page.count("Newer version") == 2


def _send_again(life: Living, cycle_id: int) -> None:
    with life.office.sessions(life.company_id) as session:
        last = arrivals(session, life.company_id, cycle_id)[-1]
        own = session.query(SubmissionRow).filter_by(
            input_request_id=last.input_id, version=last.version
        )
        row = own.one()
        session.add(
            SubmissionRow(
                company_id=row.company_id,
                input_request_id=row.input_request_id,
                version=row.version + 1,
                file_name="again.csv",
                sha256="f" * 64,
                content=b"",
                sender_id=row.sender_id,
                channel="mail",
                received_at=row.received_at + timedelta(hours=1),
                late=True,
                state="late",
            )
        )


def _load_less_syrup(life: Living) -> None:
    with life.office.sessions(life.company_id) as session:
        files = cycles.company_files(session, life.company_id)
    lines = files["stock.csv"].splitlines()
    less = ["OAT-SYRUP,1000" if line.startswith("OAT-SYRUP,") else line for line in lines]
    load_files(life.office, files | {"stock.csv": "\n".join(less) + "\n"})


def test_causes_are_ranked_and_every_item_and_week_stands_behind() -> None:
    view = causes_view(BRIEF.causes)
    assert view is not None
    (cause,) = view.causes
    assert cause.items == "Oat Bar and 1 more"
    assert cause.weeks == "Weeks\u00a051\u00a0to\u00a052"
    assert [(one.week, one.units) for one in cause.lost] == [
        ("51, Mon 14 Dec", "60,000"),
        ("52, Mon 21 Dec", "5,882"),
    ]
    assert causes_view(()) is None
