"""Receipts and what was shown: proven offline, drawn again from the bytes, marked as past."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from gates.catalogue import REVIEW
from gates.receipt import NotProvenYet, ReceiptRefused, check_receipt
from gates.signed_head import read_heads
from gates.signed_note import read_verifiers
from runtime.signing_heads import sign_heads
from store.tables.gates import DecisionRow
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, move
from tests.api.test_deciding import confirm, submit

LATER = replace(BRIEF, question="Approve building only half of the Oat Bars early?")


def decide(stage: Stage, person: str, request_id: UUID, text: str, **said: str) -> str:
    """Answer as that person; returns the receipt's address."""
    client = stage.sign_in(person)
    answer = submit(client, confirm(client, request_id, text), **said)
    assert answer.status_code == 303
    address: str = answer.headers["location"]
    return address


def approved(stage: Stage) -> str:
    return decide(stage, "ines", ask(stage), "Approve Build early", reason="Only with syrup.")


def test_a_receipt_waits_for_its_proof_and_says_so(stage: Stage) -> None:
    address = approved(stage)
    page = stage.client.get(address).text
    assert "Waits for the next signed head" in page
    assert "within 1 minute" in page
    kept = stage.client.get(f"{address}/receipt.json")
    assert "attachment" in kept.headers["content-disposition"]
    with pytest.raises(NotProvenYet):
        check_receipt(kept.text, keys=())


def test_the_downloaded_receipt_is_proven_by_what_was_kept_outside(stage: Stage) -> None:
    address = approved(stage)
    assert sign_heads(stage.office) == 1
    assert "Under a signed head" in stage.client.get(address).text
    keys = read_verifiers(stage.client.get("/ledger/keys").text)
    kept = stage.client.get(f"{address}/receipt.json").text
    proven = check_receipt(kept, keys=keys)
    assert proven.head in read_heads(stage.client.get("/ledger/heads").text)
    assert proven.decision["by"]["name"] == "Ines Moreau"
    assert proven.decision["channel"] == "web"
    assert proven.decision["reason"] == "Only with syrup."
    with pytest.raises(ReceiptRefused):
        check_receipt(kept.replace("Only with syrup.", "Only with sugar."), keys=keys)


def test_a_receipt_reads_the_same_each_time(stage: Stage) -> None:
    address = approved(stage)
    sign_heads(stage.office)
    first = stage.client.get(f"{address}/receipt.json").text
    ask(stage)
    assert sign_heads(stage.office) == 1
    assert stage.client.get(f"{address}/receipt.json").text == first


def test_the_page_names_signer_time_meaning_authority_and_content(stage: Stage) -> None:
    page_address = approved(stage)
    with stage.office.unfenced() as session:
        session.query(PersonRow).filter_by(key="ines").update({"name": "Ines Weber"})
    page = stage.client.get(page_address).text
    assert "Ines Moreau, COO" in page, "as they were known when they signed"
    assert "Thursday 5 November 2026, 10:40:00 CET" in page
    assert "Approved: Build early" in page
    assert "Authority" in page
    with stage.office.sessions(stage.company_id) as session:
        assert session.query(DecisionRow).one().brief_sha256 in page


def test_whose_receipt_it_is_alone_gets_it_and_all_may_see_what_was_shown(stage: Stage) -> None:
    address = approved(stage)
    client = stage.sign_in("jonas")
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/receipt.json").status_code == 404
    assert client.get(f"{address}/shown").status_code == 200


def test_another_company_sees_neither(stage: Stage) -> None:
    address = approved(stage)
    other = stages.set_up_company(stage.office)
    client = Stage(office=stage.office, company_id=other, client=stage.client).sign_in("ines")
    for path in (address, f"{address}/receipt.json", f"{address}/shown"):
        assert client.get(path).status_code == 404


def test_what_was_shown_is_shown_again_after_the_brief_moved(stage: Stage) -> None:
    request_id = ask(stage, REVIEW, replace(BRIEF, authors=()))
    address = decide(stage, "jonas", request_id, "Endorse Build early")
    move(stage, request_id, replace(LATER, gate=REVIEW.name, authors=()))
    page = stage.client.get(f"{address}/shown").text
    assert "This is past" in page
    assert f"<h1>{BRIEF.question}" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "only half" not in page
    assert "only half" in stage.client.get(f"/requests/{request_id}").text
    assert "<form" not in page[page.index("<main") :]
    assert f'href="{address}/shown?show=delta#options"' in page
    assert "options.csv" not in page, "it would give the options as they stand now"


def test_who_had_answered_by_then_is_shown_and_nobody_later(stage: Stage) -> None:
    request_id = ask(stage, REVIEW, replace(BRIEF, authors=()))
    first = decide(stage, "jonas", request_id, "Endorse Build early", reason="Line 4 carries it.")
    with stage.office.unfenced() as session:
        session.execute(text("update decision set decided_at = decided_at - interval '1 hour'"))
        session.execute(text("set session_replication_role = replica"))
        session.execute(text("update ledger_event set at = at - interval '1 hour'"))
    second = decide(stage, "priya", request_id, "Endorse Build early")
    assert "Line 4 carries it." in stage.client.get(f"{second}/shown").text
    early = stage.sign_in("jonas").get(f"{first}/shown").text
    assert "Line 4 carries it." not in early
    assert "0 of 3" in early


def test_bytes_that_are_not_those_signed_are_not_drawn(stage: Stage) -> None:
    address = approved(stage)
    with stage.office.unfenced() as session:
        session.execute(
            text(
                "update brief set content = convert_to(replace(convert_from(content, 'UTF8'),"
                " '+15 %', '+12 %'), 'UTF8')"
            )
        )
    answer = stage.client.get(f"{address}/shown")
    assert answer.status_code == 500
    assert "aren" in answer.text
    assert "+12" not in answer.text


def test_the_request_leads_to_what_each_seat_saw(stage: Stage) -> None:
    request_id = ask(stage)
    address = decide(stage, "ines", request_id, "Approve Build early")
    assert f'href="{address}/shown"' in stage.client.get(f"/requests/{request_id}").text


def test_the_ledger_says_how_far_it_is_signed(stage: Stage) -> None:
    approved(stage)
    assert "signed heads" not in stage.client.get("/ledger").text
    sign_heads(stage.office)
    assert "Entries up to 2 are under a head signed" in stage.client.get("/ledger").text
