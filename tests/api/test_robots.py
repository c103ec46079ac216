"""Mail scanners open every link and press every button; nobody signed in, nothing is decided."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from gates.catalogue import REVIEW, TRADE_OFF
from graphs.telling_seats import tell_seats
from runtime.deciding import Answer, record_ballot
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask
from tests.api.test_reading import addresses, everything
from tests.robot import Form, Page, Robot

ATTEMPTS = 500
"""Visits and submissions."""


@pytest.fixture
def mailed(stage: Stage) -> list[str]:
    """Requests wait, their seats are told by mail; the links of those mails."""
    for gate in (TRADE_OFF, TRADE_OFF, TRADE_OFF, REVIEW):
        request_id = ask(stage, gate)
        tell_seats(stage.office.tools, stage.company_id, request_id)
    with stage.office.sessions(stage.company_id) as session:
        mails = [row.content["html"] for row in session.query(EffectRow)]
    assert len(mails) >= 5
    return [link for mail in mails for link in Page("/", mail).links]


def client_of(stage: Stage, app: FastAPI) -> TestClient:
    return TestClient(app, base_url=stage.office.settings.base_url, follow_redirects=False)


def app_in(stage: Stage, environment: str) -> FastAPI:
    secret = SecretStr("what reply addresses and links are made from")
    settings = stage.office.settings.model_copy(
        update={"environment": environment, "secret_key": secret}
    )
    return create_app(replace(stage.office, settings=settings, now=lambda: stages.NOW))


def everything_a_person_sees(stage: Stage, links: list[str]) -> tuple[list[str], list[Form]]:
    """Every link and form of every page, as a signed-in decider finds them."""
    robot = Robot(client=stage.sign_in("ines"), submits=False, methods=("GET",))
    robot.roam(links)
    stage.client.cookies.clear()
    return sorted(robot.seen), robot.forms


def decisions(stage: Stage) -> int:
    with stage.office.unfenced() as session:
        return session.query(DecisionRow).count()


@pytest.mark.heavy
def test_robots_decide_nothing(stage: Stage, mailed: list[str]) -> None:
    """First what prefetches in a person's own browser, then whoever has nobody signed in.

    In development anybody may sign in by a button, so there web sessions do begin.
    """
    known = [*mailed, *addresses(stage, "GET")]
    before = everything(stage)
    links, forms = everything_a_person_sees(stage, known)
    assert moved_since(before, stage) <= {"web_session"}
    assert decisions(stage) == 0, f"{len(links)} links"
    for environment in ("production", "development"):
        roam_in(stage, environment, links, forms)


def moved_since(before: dict[str, Any], stage: Stage) -> set[str]:
    """Tables that say something else."""
    after = everything(stage)
    return {name for name in before if before[name] != after[name]}


def roam_in(stage: Stage, environment: str, links: list[str], forms: list[Form]) -> None:
    before = everything(stage)
    with client_of(stage, app_in(stage, environment)) as client:
        robot = Robot(client=client)
        robot.roam(links, forms)
    told = (
        f"{len(robot.seen)} links, {robot.visits} visits, {robot.submissions} submissions,"
        f" {decisions(stage)} decisions"
    )
    print(told)
    assert moved_since(before, stage) <= (
        {"web_session"} if environment == "development" else set()
    ), told
    assert decisions(stage) == 0, told
    assert robot.visits + robot.submissions >= ATTEMPTS, told
    assert any("/decisions" in form.action for form in forms), told


def deciding_by_link(stage: Stage) -> FastAPI:
    """The broken product: a link in a mail approves."""
    app = app_in(stage, "production")

    @app.get("/approve/{request_id}")
    def approve(request_id: UUID) -> str:
        with stage.office.sessions(stage.company_id) as session:
            request = session.get_one(RequestRow, request_id)
        answer = Answer(company_id=stage.company_id, person_key="ines", request_id=request_id)
        record_ballot(stage.office, answer, stages.ballot(request))
        return "Thank you."

    return app


def test_a_link_that_decides_is_caught(stage: Stage, mailed: list[str]) -> None:
    with stage.office.unfenced() as session:
        request = session.query(RequestRow).filter_by(gate=TRADE_OFF.name).first()
    assert request is not None
    with client_of(stage, deciding_by_link(stage)) as client:
        Robot(client=client, submits=False).roam([*mailed, f"/approve/{request.id}"])
    assert decisions(stage) == 1
