"""The demand page shows every level and cell; weights and overrides are said there, by name."""

import re

from gates.catalogue import BASELINE
from graphs.demand import draft
from graphs.demand_said import demand_as_it_stands
from runtime.halden import halden_foods
from store import baselines, cases
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow
from store.tables.people import PersonRow
from tests.api.stage_web import Stage, ask, furnish
from tests.stage import NOW, case_row

SAID = {"region": "nordics", "family": "granola", "month": "2027-01", "units": "90 000"}
WHY = {"reason": "A listing that was won."}


def ready(stage: Stage) -> None:
    """A cycle with its case, and somebody who signs its baseline."""
    furnish(stage)
    with stage.office.sessions(stage.company_id) as session:
        cycle = session.query(CycleRow).filter_by(company_id=stage.company_id).one()
        cases.open_case(session, case_row(stage.office, stage.company_id, f"cycle:{cycle.id}"))
        session.query(PersonRow).filter_by(key="henrik").one().role = "demand_manager"
        session.query(InputRequestRow).one().region = "iberia"


def override(on: Stage, **changes: str) -> tuple[int, str]:
    answer = on.client.post("/demand/overrides", data=SAID | WHY | changes)
    return answer.status_code, answer.text


def test_the_page_goes_down_to_the_cell_and_offers_forms_to_who_may_speak(stage: Stage) -> None:
    furnish(stage)
    page = stage.sign_in("priya").get("/demand").text
    assert "Oat Bars" in page
    assert "a listing that was won" in page
    assert 'action="/demand/overrides"' not in page, "finance reads it"
    client = stage.sign_in("marta")
    assert 'action="/demand/overrides"' in client.get("/demand").text
    family = client.get("/demand?family=oat_bars&region=dach").text
    assert 'href="/demand?region=dach&amp;family=oat_bars&amp;sku=OB-01"' in family
    product = client.get("/demand?region=dach&family=oat_bars&sku=OB-01").text
    assert "nothing was sent; last month’s forecast" in product
    (line, *_) = [
        one for one in halden_foods().forecast if (one.region, one.sku) == ("dach", "OB-01")
    ]
    assert f">{line.units:,}<" in product


def test_without_a_directory_it_says_who_loads_one(stage: Stage) -> None:
    ask(stage)
    answer = stage.sign_in("marta").get("/demand")
    assert answer.status_code == 409
    assert "No usable company directory is loaded" in answer.text
    assert "sopwith company load" in answer.text


def test_an_override_is_said_by_name_with_its_reason_and_can_be_taken_back(stage: Stage) -> None:
    ready(stage)
    client = stage.sign_in("marta")
    status, _ = override(stage)
    assert status == 303
    page = client.get("/demand").text
    assert "A listing that was won." in page
    assert "to 90,000 units" in page
    assert "Override said" in client.get("/ledger").text
    assert override(stage, units="80000")[0] == 303, "said again, it takes its own place"
    page = client.get("/demand").text
    assert page.count("A listing that was won.") == 1
    ends = re.findall(r'action="(/demand/said/\d+/end)"', page)
    assert len(ends) == 2, "the stage's own, and this one"
    assert client.post(ends[-1]).status_code == 303
    assert "80,000" not in client.get("/demand").text
    assert client.post(ends[-1]).status_code == 422, "it doesn't count any more"


def test_what_cannot_be_is_refused_in_words(stage: Stage) -> None:
    ready(stage)
    stage.sign_in("marta")
    for changes, words in (
        ({"reason": " "}, "reason"),
        ({"units": "many"}, "whole units"),
        ({"month": "soon"}, "whole units"),
        ({"family": "none"}, "unknown; known are"),
        ({"family": ""}, "for a family or for an item"),
    ):
        status, text = override(stage, **changes)
        assert (status, words in text) == (422, True), changes
    bad = {"stream": ["regional"], "weight": ["-1"]} | WHY
    assert stage.client.post("/demand/weights", data=bad).status_code == 422
    stage.sign_in("priya")
    assert override(stage)[0] == 403


def test_what_was_said_counts_in_the_baseline_and_its_author_may_not_sign_it(stage: Stage) -> None:
    ready(stage)
    signed = ask(stage, BASELINE)
    client = stage.sign_in("marta")
    weights = {"stream": ["regional", "last"], "weight": ["1", "0,5"], "region": "dach"} | WHY
    assert client.post("/demand/weights", data=weights).status_code == 303
    assert override(stage)[0] == 303
    with stage.office.sessions(stage.company_id) as session:
        cycle = session.query(CycleRow).filter_by(company_id=stage.company_id).one()
        _, whole = demand_as_it_stands(session, cycle)
        row, brief = draft(stage.office.tools, session, cycle.id)
        said = {section.key: section.lines for section in brief.sections}
        assert (
            "Regional (dach): 1.00; “A listing that was won.” (Marta Lindqvist)" in said["weights"]
        )
        assert any("90,000 units" in line for line in said["overrides"])
        assert "marta" in brief.submitters
        of_it = [
            one.units
            for one in whole.company.forecast
            if one.region == "nordics"
            and one.sku.startswith("GR")
            and f"{one.month:%Y-%m}" == "2027-01"
        ]
        assert sum(of_it) == 90_000
        baselines.freeze(session, row, request_id=signed, at=NOW)
    assert override(stage)[0] == 422, "once it is frozen, it is"
    page = client.get("/demand").text
    assert "Frozen" in page
    assert 'action="/demand/overrides"' not in page
