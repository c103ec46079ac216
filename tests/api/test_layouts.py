"""How a file was read stands on its input's page, and a person says whether it is right."""

from store import cases
from tests.api.stage_web import Stage, furnish
from tests.stage import case_row

SAID = {
    "version": "1",
    "sheet": "Forecast",
    "heading_row": "4",
    "role": ["sku", "ignored"],
    "uom": "cases",
    "decimal_mark": ",",
    "date_order": "no date needs it",
}


def test_the_page_says_what_was_understood_and_what_was_left_out(stage: Stage) -> None:
    path = f"/inputs/{furnish(stage)['input']}"
    page = stage.sign_in("ines").get(path).text
    for said in (
        "Row 4",
        "Cases, times the case size in items.csv",
        "the sheet&#39;s name says cases",
        "2 numbers can only have a decimal comma",
        '<span class="cell">B</span> Código',
        "Product code",
        "1 columns, Nov 2026 to Nov 2026",
        "A hidden sheet in Old",
        "Read so by us",
    ):
        assert said in page
    assert "Yes, read it so" not in page, "she is neither its owner nor the S&OP lead"


def test_its_owner_says_that_it_is_right_and_is_named_for_it(stage: Stage) -> None:
    input_id = furnish(stage)["input"]
    path = f"/inputs/{input_id}"
    case = case_row(stage.office, stage.company_id, f"input:{input_id}", "input_request")
    with stage.office.sessions(stage.company_id) as session:
        cases.open_case(session, case)
    assert stage.sign_in("ines").post(f"{path}/layout", data=SAID).status_code == 403
    client = stage.sign_in("marta")
    assert "Yes, read it so" in client.get(path).text
    answer = client.post(f"{path}/layout", data=SAID)
    assert answer.headers["location"] == f"{path}#h-reading"
    page = client.get(path).text
    assert "As Marta Lindqvist said on" in page
    assert "Layout confirmed" in client.get("/ledger").text


def test_what_cannot_be_is_refused_in_words(stage: Stage) -> None:
    path = f"/inputs/{furnish(stage)['input']}"
    client = stage.sign_in("marta")
    stale = client.post(f"{path}/layout", data=SAID | {"version": "7"})
    assert (stale.status_code, "Another version came" in stale.text) == (422, True)
    twice = client.post(f"{path}/layout", data=SAID | {"role": ["sku", "sku"]})
    assert "Two columns can&#39;t be the same" in twice.text
    assert client.post(f"{path}/layout", data=SAID | {"uom": "barrels"}).status_code == 422
