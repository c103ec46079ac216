"""Every address × every role × one's own and another company's things."""

import pytest
from fastapi import APIRouter

from api.reach import AddressUnclaimed, check_addresses
from gates.access import SCOPES, Scope, may_sit, part_of, scopes_of
from gates.errors import NotForYourRole
from gates.people import Role
from store.directory import directory_of
from tests import stage as stages
from tests.api.doors import doors, signed_in_as
from tests.api.stage_web import Stage
from tests.api.test_reading import everything

RECEIPTS = ("/decisions/", "/together/receipt", "/d/000000", "/plan/")
"""A receipt is for who signed, and for auditors."""
REFUSED = NotForYourRole().message.replace("'", "&#39;")


def test_another_companys_things_are_found_by_nobody(stage: Stage) -> None:
    found = [door for door in doors(stage) if door.names_things]
    other = stages.set_up_company(stage.office)
    before = everything(stage)
    answers: dict[tuple[str, str, str], int] = {}
    for role in Role:
        browser = signed_in_as(stage, other, role)
        for door in found:
            status = browser.request(door.method, door.at, data={"reason": "x"}).status_code
            answers[role.value, door.method, door.at] = status
    assert {key: status for key, status in answers.items() if status != 404} == {}
    assert len(answers) >= 35 * len(Role)
    after = everything(stage)
    moved = {name for name in before if before[name] != after[name]}
    assert moved <= {"person", "web_session"}


def test_a_role_opens_what_the_table_says_and_nothing_else(stage: Stage) -> None:
    found = doors(stage)
    shut = {role: [d for d in found if d.needs not in scopes_of(role)] for role in Role}
    wrong = []
    for role, those in shut.items():
        browser = signed_in_as(stage, stage.company_id, role)
        before = everything(stage)
        for door in those:
            answer = browser.request(door.method, door.at, data={"reason": "x"})
            if answer.status_code != 403 or REFUSED not in answer.text:
                wrong.append((role.value, door.method, door.at, answer.status_code))
        assert everything(stage) == before
    assert wrong == []
    assert sum(map(len, shut.values())) >= 40


def test_what_a_role_opens_answers(stage: Stage) -> None:
    """One role of each part: beyond its door a route minds the seat, not the part."""
    found = doors(stage)
    wrong = []
    for role in {part_of(role): role for role in Role}.values():
        browser = signed_in_as(stage, stage.company_id, role)
        for door in (one for one in found if one.needs in scopes_of(role)):
            answer = browser.request(door.method, door.at, data={})
            status = answer.status_code
            gone = status == 404 and not door.at.startswith(RECEIPTS)
            if gone or status == 401 or status >= 500 or REFUSED in answer.text:
                wrong.append((role.value, door.method, door.at, status))
    assert wrong == []


def test_an_address_nobody_claimed_stops_the_start() -> None:
    router = APIRouter()
    router.add_api_route("/requests/{request_id}/approve-by-link", lambda: None, methods=["GET"])
    with pytest.raises(AddressUnclaimed, match="approve-by-link"):
        check_addresses([router])


def test_auditors_read_everything_and_sit_nowhere(stage: Stage) -> None:
    assert scopes_of(Role.AUDITOR) == {Scope.WORK, Scope.RECORD, Scope.SELF}
    assert [role for role in Role if not may_sit(role)] == [Role.AUDITOR]
    signed_in_as(stage, stage.company_id, Role.AUDITOR)
    with stage.office.sessions(stage.company_id) as session:
        members = directory_of(session, stage.company_id).members
    assert members
    assert Role.AUDITOR not in {one.role for one in members}


def test_no_program_may_do_anything_but_read() -> None:
    services = next(scopes for part, scopes in SCOPES.items() if part.value == "service")
    assert {scope.value.rpartition(":")[2] for scope in services} == {"read"}
