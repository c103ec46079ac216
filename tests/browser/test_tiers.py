"""Several answered at once, confirming who it is, and what nobody answered, in a real browser."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from gates.catalogue import TRADE_OFF
from runtime.office import Office
from runtime.sweeping import sweep
from store import cases, requests
from store.tables.accounts import WebSessionRow
from store.tables.cycles import CaseRow
from store.tables.gates import DecisionRow
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage
from tests.api.test_together import REGIONS, missing, outcomes
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
LOOKS = [
    pytest.param(390, "light", True, id="phone, light"),
    pytest.param(390, "dark", False, id="phone, dark, no script"),
    pytest.param(1280, "light", False, id="desk, light, no script"),
    pytest.param(1280, "dark", True, id="desk, dark"),
]


def three(stage: Stage) -> list[UUID]:
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "sop_lead"
    return [missing(stage, region) for region in REGIONS]


def expired(stage: Stage) -> UUID:
    """Nobody answered for four days."""
    asked_at = stages.NOW - timedelta(days=6)
    row = stages.case_row(stage.office, stage.company_id)
    with stage.office.sessions(stage.company_id) as session:
        cases.open_case(session, row)
        request = requests.open_request(
            session,
            case=session.get_one(CaseRow, row.id),
            key="late",
            gate=TRADE_OFF,
            brief=replace(BRIEF, question="Approve building Oat Bars early, late?"),
            at=asked_at,
        )
    for days in (1, 2, 3, 4):
        sweep(_at(stage, asked_at + timedelta(days=days, hours=1)))
    return request.id


def _at(stage: Stage, at: datetime) -> Office:
    return replace(stage.office, now=lambda: at)


@pytest.mark.parametrize(("width", "scheme", "script"), LOOKS)
def test_several_at_once(
    stage: Stage, visit: Callable[..., Visit], width: int, scheme: Any, script: bool
) -> None:
    ids = three(stage)
    one = visit(width=width, color_scheme=scheme, java_script_enabled=script)
    name, page = f"{width}-{scheme}", one.page
    one.sign_in("Ines Moreau")
    for box in page.get_by_role("checkbox").all():
        box.check()
    one.keep(f"bulk-inbox-{name}")
    assert one.overflow() <= 0
    page.get_by_role("button", name="Answer").click()
    page.wait_for_url("**/together?*")
    one.settle()
    one.keep(f"bulk-choosing-{name}")
    assert one.overflow() <= 0
    page.get_by_role("link", name="Wait one more working day").click()
    page.get_by_role("heading", name="3 times?").wait_for()
    one.settle()
    one.keep(f"bulk-confirm-{name}")
    assert one.overflow() <= 0
    page.get_by_role("checkbox", name="Nordics").uncheck()
    page.get_by_role("button", name="for all that are ticked").click()
    page.wait_for_url("**/together/receipt?*")
    one.settle()
    one.keep(f"bulk-receipt-{name}")
    assert one.overflow() <= 0
    assert outcomes(stage, ids) == ["approved", None, "approved"]
    assert one.complaints == []


@pytest.mark.parametrize(("width", "scheme", "script"), LOOKS)
def test_confirms_who_it_is_about_what_nobody_answered(
    stage: Stage, visit: Callable[..., Visit], width: int, scheme: Any, script: bool
) -> None:
    late = expired(stage)
    one = visit(width=width, color_scheme=scheme, java_script_enabled=script)
    name, page = f"{width}-{scheme}", one.page
    one.sign_in("Ines Moreau")
    with stage.office.unfenced() as session:
        for row in session.query(WebSessionRow):
            row.stepped_up_at = stages.NOW - timedelta(hours=1)
    one.keep(f"late-inbox-{name}")
    one.open(f"/requests/{late}")
    page.get_by_role("heading", name="Expired; it is Henrik Halden’s now").wait_for()
    one.keep(f"late-decision-{name}")
    assert one.overflow() <= 0
    page.get_by_role("link", name="Approve Build early").click()
    page.get_by_label("Add a reason").fill("Only if the syrup is confirmed.")
    page.get_by_role("button", name="Approve Build early").click()
    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    one.keep(f"step-up-{name}")
    assert one.overflow() <= 0
    page.get_by_role("button", name="I am Ines Moreau").click()
    page.get_by_role("heading", name="Approve Build early?").wait_for()
    assert page.get_by_label("Add a reason").input_value() == "Only if the syrup is confirmed."
    page.get_by_role("button", name="Approve Build early").click()
    page.wait_for_url("**/decisions/*")
    with stage.office.sessions(stage.company_id) as session:
        (made,) = session.query(DecisionRow)
        assert (made.choice, made.reason) == ("build_early", "Only if the syrup is confirmed.")
    assert [said for said in one.complaints if "403" not in said] == []


def test_by_keyboard_alone(stage: Stage, visit: Callable[..., Visit]) -> None:
    ids = three(stage)
    one = visit()
    one.sign_in("Ines Moreau")
    keys = one.page.keyboard

    def to(role: Any, name: str) -> None:
        wanted = one.page.get_by_role(role, name=name).first
        for _ in range(80):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"no way to {name}")

    for region in ("Iberia", "Nordics", "DACH"):
        to("checkbox", region)
        keys.press("Space")
    to("button", "Answer")
    keys.press("Enter")
    one.page.wait_for_url("**/together?*")
    one.settle()
    to("link", "Wait one more working day")
    keys.press("Enter")
    one.page.get_by_role("heading", name="3 times?").wait_for()
    one.settle()
    to("button", "for all that are ticked")
    keys.press("Enter")
    one.page.wait_for_url("**/together/receipt?*")
    assert outcomes(stage, ids) == ["approved"] * 3
