"""People, delegations and the work of a delegate, over HTTP: pages are read, forms are sent."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from gates.authority import Limit
from gates.catalogue import REVIEW
from gates.people import Role
from store import authorities, ledger
from store.delegations import everything
from store.tables.effects import MessageRow
from store.tables.gates import DecisionRow
from store.tables.people import CompanyRow, PersonRow
from tests import stage as scene
from tests.api.stage_web import Stage, ask
from tests.api.test_deciding import FORM, confirm, decisions, submit

TODAY = scene.NOW.date()
FRIDAY = date(2026, 11, 13)


def post(client: TestClient, path: str, said: Mapping[str, Any] | Sequence[tuple[str, Any]]) -> Any:
    return client.post(path, content=urlencode(said, doseq=True), headers=FORM)


def absence(receiver: str = "jonas", **changes: str) -> dict[str, str]:
    said = {
        "kind": "out_of_office",
        "receiver": receiver,
        "starts": TODAY.isoformat(),
        "ends": FRIDAY.isoformat(),
        "reason": "Autumn leave",
    }
    return said | changes


def delegation(receiver: str = "jonas", **changes: str) -> dict[str, str]:
    return absence(receiver, kind="delegation") | changes


def revocation(page: str) -> str:
    (path,) = re.findall(r'action="(/delegations/\d+/revocation)"', page)
    return str(path)


def test_everyone_is_listed_with_what_they_own_and_may_approve(stage: Stage) -> None:
    with stage.office.sessions(stage.company_id) as session:
        limits = [Limit(role=Role.COO, limit_eur=Decimal(400_000))]
        authorities.set_limits(session, stage.company_id, limits)
    ask(stage)
    page = stage.sign_in("priya").get("/people").text
    assert all(name in page for _, name, _ in scene.CAST)
    assert "€400k at every gate, €0 used" in page
    assert 'aria-current="page">People' in page
    client = stage.sign_in("ines")
    (request_id,) = re.findall(r'href="/requests/([^"]+)" data-row', client.get("/inbox").text)
    submit(client, confirm(client, request_id, "Approve Build early"))
    mine = client.get("/people/ines").text
    assert "€182k" in mine
    assert "€218k" in mine


def test_a_substitute_is_set_shown_and_taken_back(stage: Stage) -> None:
    client = stage.sign_in("ines")
    answer = post(client, "/people/ines/delegations", absence())
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "Thu 5 Nov to Fri 13 Nov" in page
    assert "Autumn leave" in page
    assert "Jonas Weber stands in, until Fri 13 Nov" in client.get("/people").text
    path = revocation(page)
    assert client.post(path).status_code == 303
    again = client.post(path)
    assert again.status_code == 409
    assert "already ended" in again.text
    assert "Taken back" in client.get("/people/ines").text
    with stage.office.sessions(stage.company_id) as session:
        told = [link.content.decode() for link in ledger.links(session, stage.company_id)]
    assert sum('"kind":"delegated"' in text for text in told) == 1
    assert sum('"kind":"delegation_revoked"' in text for text in told) == 1


def test_a_delegation_says_gates_and_limit(stage: Stage) -> None:
    client = stage.sign_in("ines")
    said = [*delegation(limit_eur="50,000").items(), ("gates", "trade_off"), ("gates", "review")]
    assert post(client, "/people/ines/delegations", said).status_code == 303
    with stage.office.sessions(stage.company_id) as session:
        (made,) = everything(session, stage.company_id)
    assert (sorted(made.gates), made.limit_eur) == (["review", "trade_off"], Decimal(50_000))
    page = client.get("/people/ines").text
    assert "Review the options, Settle the trade-off" in page
    assert "€50k, €0 used" in page


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        pytest.param({"receiver": ""}, "receiver", "Choose who stands in.", id="nobody"),
        pytest.param({"receiver": "ines"}, "receiver", "delegate to themselves", id="oneself"),
        pytest.param({"receiver": "ghost"}, "receiver", "no such person", id="stranger"),
        pytest.param({"ends": "2026-11-04"}, "ends", "ends after it begins", id="backwards"),
        pytest.param(
            {"starts": "2026-10-01", "ends": "2026-10-09"}, "ends", "later than now", id="past"
        ),
        pytest.param({"starts": "soon"}, "starts", "Choose the first day.", id="no day"),
        pytest.param({"limit_eur": "lots"}, "limit_eur", "such as 50000", id="no number"),
        pytest.param({"limit_eur": "-1"}, "limit_eur", "not below zero", id="below zero"),
        pytest.param({"gates": "drawbridge"}, "gates", "Choose from these gates.", id="no gate"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    stage: Stage, said: dict[str, str], field: str, message: str
) -> None:
    client = stage.sign_in("ines")
    answer = post(client, "/people/ines/delegations", delegation() | said)
    assert answer.status_code == 422
    page = unescape(answer.text)
    shown = re.search(rf'id="delegation-{field}-wrong">([^<]+)<', page)
    assert shown
    assert message in shown[1]
    assert 'value="Autumn leave"' in page, "what was typed is kept"
    with stage.office.sessions(stage.company_id) as session:
        assert everything(session, stage.company_id) == ()


def set_role(stage: Stage, key: str, role: Role) -> None:
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key=key).one().role = role.value


def test_only_the_lead_and_an_admin_give_for_somebody_else(stage: Stage) -> None:
    client = stage.sign_in("priya")
    assert "Set the substitute" not in client.get("/people/ines").text
    refused = post(client, "/people/ines/delegations", absence())
    assert refused.status_code == 403
    set_role(stage, "priya", Role.SOP_LEAD)
    assert "Set the substitute" in client.get("/people/ines").text
    assert post(client, "/people/ines/delegations", absence()).status_code == 303
    path = revocation(client.get("/people/ines").text)
    set_role(stage, "priya", Role.FINANCE_LEAD)
    assert "revocation" not in client.get("/people/ines").text
    assert client.post(path).status_code == 403


def test_people_of_another_company_are_not_found(stage: Stage) -> None:
    with stage.office.unfenced() as session:
        other = CompanyRow(slug="other", name="Other", timezone="UTC", master_data={})
        session.add(other)
        session.flush()
        session.add(
            PersonRow(
                company_id=other.id,
                key="olga",
                name="Olga Other",
                email="olga@other.example",
                role="coo",
                title="COO",
                timezone="UTC",
            )
        )
    client = stage.sign_in("ines")
    assert "Olga" not in client.get("/people").text
    assert client.get("/people/olga").status_code == 404
    assert post(client, "/people/olga/delegations", absence()).status_code == 404
    assert client.post("/delegations/4711/revocation").status_code == 404
    refused = post(client, "/people/ines/delegations", absence("olga"))
    assert refused.status_code == 422
    assert "Olga" not in refused.text


def test_a_delegate_finds_decides_and_both_are_named(stage: Stage) -> None:
    request_id = ask(stage)
    client = stage.sign_in("jonas")
    assert "Nothing for you to decide" in client.get("/inbox").text
    post(stage.sign_in("ines"), "/people/ines/delegations", absence())
    client = stage.sign_in("jonas")
    inbox = client.get("/inbox").text
    assert "For Ines Moreau, until Fri 13 Nov" in inbox
    assert "Only Ines Moreau" in inbox
    assert re.search(r'Inbox <span class="count"[^>]*>1<', inbox)
    page = client.get(f"/requests/{request_id}").text
    assert "You answer for Ines Moreau, until Fri 13 Nov." in page
    assert "Stands in: Jonas Weber until Fri 13 Nov" in page
    step = confirm(client, request_id, "Approve Build early")
    assert "Jonas Weber, Operations, for Ines Moreau, COO" in step
    answer = submit(client, step)
    assert answer.status_code == 303
    receipt = client.get(answer.headers["location"]).text
    assert "Jonas Weber, Operations" in receipt
    assert "On behalf of Ines Moreau, COO" in receipt
    (made,) = decisions(stage)
    assert isinstance(made, DecisionRow)
    assert (made.person_id, made.on_behalf_of_id) == (
        stage.person_id("jonas"),
        stage.person_id("ines"),
    )
    assert "Jonas Weber for Ines Moreau." in client.get(f"/requests/{request_id}").text
    assert "Approved" in client.get("/inbox?split=done").text
    assert "Approved" in stage.sign_in("ines").get("/inbox?split=done").text


def test_a_delegation_taken_back_takes_the_work_away(stage: Stage) -> None:
    request_id = ask(stage)
    client = stage.sign_in("ines")
    post(client, "/people/ines/delegations", absence())
    step = confirm(stage.sign_in("jonas"), request_id, "Approve Build early")
    client = stage.sign_in("ines")
    assert client.post(revocation(client.get("/people/ines").text)).status_code == 303
    client = stage.sign_in("jonas")
    refused = submit(client, step)
    assert refused.status_code == 403
    assert decisions(stage) == []
    assert "reading along" in client.get(f"/requests/{request_id}").text
    assert not re.search(r'Inbox <span class="count"[^>]*>1<', client.get("/inbox").text)


def test_for_two_people_one_says_for_whom(stage: Stage) -> None:
    """In a review Sales and Finance sit; Ines may answer for either, and only for one."""
    request_id = ask(stage, REVIEW)
    for giver in ("marta", "priya"):
        post(stage.sign_in(giver), f"/people/{giver}/delegations", absence("ines"))
    client = stage.sign_in("ines")
    page = client.get(f"/requests/{request_id}?seat=priya").text
    assert "For Marta Lindqvist" in page
    assert "You answer for Priya Nair, until Fri 13 Nov." in page
    link = re.search(r'href="([^"]*confirm=approve[^"]*)"', page)
    assert link
    step = client.get(unescape(link[1])).text
    assert submit(client, step).status_code == 303
    (made,) = decisions(stage)
    assert made.on_behalf_of_id == stage.person_id("priya")
    after = client.get(f"/requests/{request_id}").text
    assert "You have answered. Others are still to answer." in after


def test_nobody_acts_outside_the_days(stage: Stage) -> None:
    request_id = ask(stage)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    post(stage.sign_in("ines"), "/people/ines/delegations", absence(starts=tomorrow))
    client = stage.sign_in("jonas")
    assert "reading along" in client.get(f"/requests/{request_id}").text
    assert "To come" in client.get("/people").text


def say_away(stage: Stage, person: str, reading: dict[str, Any], *, hours: int = 0) -> None:
    with stage.office.sessions(stage.company_id) as session:
        session.add(
            MessageRow(
                company_id=stage.company_id,
                message_id=f"<{person}-{hours}@halden.example>",
                sender_id=stage.person_id(person),
                subject="Away",
                text="I am away.",
                content=b"",
                received_at=scene.NOW + timedelta(hours=hours - 24),
                state="ignored",
                reading=reading,
            )
        )


AWAY = {"intent": "out_of_office", "absent_until": "2026-11-16", "named": ["jonas"]}


def test_the_lead_sees_who_is_away_and_sets_a_substitute(stage: Stage) -> None:
    ask(stage)
    say_away(stage, "ines", AWAY)
    assert "is away" not in stage.sign_in("marta").get("/cycle").text
    set_role(stage, "priya", Role.SOP_LEAD)
    client = stage.sign_in("priya")
    board = client.get("/cycle").text
    assert "Ines Moreau is away until Mon 16 Nov, nobody stands in" in board
    (href,) = re.findall(r'href="(/people/ines[^"]*)"', board)
    page = client.get(unescape(href)).text
    form = page[page.index('id="out_of_office"') : page.index('id="delegation"')]
    assert '<option value="jonas" selected>' in form
    assert 'name="ends" value="2026-11-16"' in form
    assert post(client, "/people/ines/delegations", absence()).status_code == 303
    assert "is away" not in client.get("/cycle").text


@pytest.mark.parametrize(
    ("reading", "hours"),
    [
        pytest.param(AWAY | {"absent_until": "2026-11-05"}, 0, id="back today"),
        pytest.param(AWAY | {"absent_until": None}, -8 * 24, id="a week ago, without a day"),
    ],
)
def test_who_is_back_is_not_away(stage: Stage, reading: dict[str, Any], hours: int) -> None:
    ask(stage)
    say_away(stage, "ines", reading, hours=hours)
    set_role(stage, "priya", Role.SOP_LEAD)
    assert "is away" not in stage.sign_in("priya").get("/cycle").text


def test_who_has_written_since_is_back(stage: Stage) -> None:
    ask(stage)
    say_away(stage, "ines", AWAY)
    say_away(stage, "ines", {"intent": "confirms_done"}, hours=1)
    set_role(stage, "priya", Role.SOP_LEAD)
    assert "is away" not in stage.sign_in("priya").get("/cycle").text
