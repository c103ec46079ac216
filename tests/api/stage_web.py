"""A company with everything the pages show, in a real database, and a browser-like client."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from api.app import create_app
from gates.brief import Brief
from gates.catalogue import REVIEW, TRADE_OFF
from gates.gate import Gate
from gates.people import agent
from graphs.versions import GRAPH_VERSIONS
from planning.directory import write_company
from runtime.deciding import Answer, record_ballot
from runtime.halden import halden_foods
from runtime.office import Office
from runtime.signing_in import open_session
from store import action_links, cases, demand_said, ledger, requests
from store.cycles import input_case
from store.links import NewLink, open_link
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.cycles import CaseRow
from store.tables.effects import CapturedMailRow
from store.tables.gates import RequestRow
from store.tables.inputs import FindingRow, InputRequestRow, SubmissionRow
from store.tables.people import CompanyRow, PersonRow
from tests import stage
from tests.api.example_demand import override
from tests.api.example_imports import proposal
from tests.api.examples import BRIEF

MAIL = (
    b"From: planning@sopwith.example\r\nTo: marta@halden.example\r\nSubject: Two rows\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nTwo rows need an answer.\r\n"
    b"--b\r\nContent-Type: text/html\r\n\r\n<p style='color:red'>Two rows</p>"
    b"<script>alert(1)</script>\r\n--b--\r\n"
)


LINK = "a-link-in-a-letter"
LEFT_OUT = {"sheet": "Old", "what": "a hidden sheet", "detail": "40 rows"}
MAPPING = {
    "file": "iberia_nov.xlsx",
    "sheet": "Forecast",
    "shape": "wide months",
    "header": 2,
    "columns": [
        {"index": 0, "title": "Código", "role": "sku", "why": "speaks of sku", "samples": ["OB-1"]},
        {"index": 1, "title": "Plan", "role": "ignored", "why": "months hold the numbers"},
    ],
    "periods": [
        {"index": 2, "title": "Nov 2026", "span": {"first": "2026-11-01", "ends": "2026-12-01"}}
    ],
    "uom": "cases",
    "uom_why": "the sheet's name says cases",
    "decimal_mark": ",",
    "decimal_why": "2 numbers can only have a decimal comma",
    "first_row": 2,
    "first_column": 2,
    "shape_id": "ab12",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    office: Office
    company_id: int
    client: TestClient

    def sign_in(self, key: str) -> TestClient:
        token = open_session(self.office, self.person_id(key))
        self.client.cookies.set("sopwith_session", token)
        return self.client

    def person_id(self, key: str) -> int:
        with self.office.sessions(self.company_id) as session:
            mine = session.query(PersonRow).filter_by(key=key, company_id=self.company_id)
            return mine.one().id


def open_stage(url: URL, home: Path) -> Iterator[Stage]:
    office = stage.office_at(url, home=home)
    company_id = stage.set_up_company(office)
    app = create_app(replace(office, now=lambda: stage.NOW))
    with TestClient(app, base_url=office.settings.base_url, follow_redirects=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        yield Stage(office=office, company_id=company_id, client=client)
    office.close()


def ask(
    on: Stage, gate: Gate = TRADE_OFF, brief: Brief = BRIEF, *, at: datetime = stage.NOW
) -> UUID:
    """Open a request of this gate in a case of its own."""
    row = stage.case_row(on.office, on.company_id)
    with on.office.sessions(on.company_id) as session:
        cases.open_case(session, row)
        case = session.get_one(CaseRow, row.id)
        brief = replace(brief, gate=gate.name)
        opened = requests.open_request(
            session, case=case, key=gate.name, gate=gate, brief=brief, at=at
        )
        ledger.append(
            session,
            ledger.over(opened),
            at=at,
            kind="asked",
            actor=agent("review_router"),
            subject=f"request:{opened.id}",
            facts={"gate": gate.name},
        )
        return opened.id


def decided(on: Stage, request_id: UUID, person: str = "ines") -> UUID:
    """Approve building early, as that person; returns the decision's id."""
    with on.office.sessions(on.company_id) as session:
        request = session.get_one(RequestRow, request_id)
    answer = Answer(company_id=on.company_id, person_key=person, request_id=request_id)
    made = record_ballot(replace(on.office, now=lambda: stage.NOW), answer, stage.ballot(request))
    return made.decision.decision_id


def move(on: Stage, request_id: UUID, brief: Brief) -> None:
    with on.office.sessions(on.company_id) as session:
        request = requests.lock_request(session, request_id)
        assert request is not None
        assert stage.redraft(session, request, brief, stage.NOW)


def furnish(on: Stage) -> dict[str, int]:
    """One input with findings, an action with history, a mail. Returns their ids."""
    request_id = ask(on, REVIEW)
    with on.office.sessions(on.company_id) as session:
        case = session.query(CaseRow).first()
        assert case is not None
        marta = session.query(PersonRow).filter_by(key="marta").one()
        asked = InputRequestRow(
            company_id=on.company_id,
            cycle_id=case.cycle_id,
            region="Iberia",
            title="Iberia forecast",
            owner_id=marta.id,
            state="sent_back",
            asked_at=stage.NOW - timedelta(days=3),
            due_at=stage.NOW - timedelta(days=1),
        )
        session.add(asked)
        session.flush()
        cases.open_case(session, _case_of(asked, case.playbook))
        session.get_one(CaseRow, input_case(asked.id)).seen = 1
        session.add(_signe(on))
        sent = _submission(on, asked.id, marta.id)
        session.add(sent)
        session.flush()
        finding = _finding(on, sent.id)
        action = _action(on, case.cycle_id, request_id, marta.id)
        mail = CapturedMailRow(
            company_id=on.company_id,
            message_id=f"<{uuid4()}@sopwith.example>",
            to_address="marta@halden.example",
            subject="Two rows",
            content=MAIL,
            captured_at=stage.NOW,
        )
        session.add_all([finding, action, mail])
        session.flush()
        session.get_one(CompanyRow, on.company_id).master_data = write_company(halden_foods())
        for opens, subject in ((open_link, asked.id), (action_links.open_link, action.id)):
            new = NewLink(
                token=LINK,
                company_id=on.company_id,
                subject_id=subject,
                person_id=marta.id,
                until=stage.NOW + timedelta(days=1),
            )
            opens(session, new)
        session.add(
            ActionUpdateRow(
                company_id=on.company_id,
                action_id=action.id,
                person_id=marta.id,
                kind="progress",
                text="Order placed.",
                at=stage.NOW,
            )
        )
        said = demand_said.say(session, override(on.company_id, case.cycle_id, marta.id))
        return {
            "said": said.id,
            "input": asked.id,
            "finding": finding.id,
            "action": action.id,
            "mail": mail.id,
            "proposal": proposal(session, on.company_id),
        }


def _case_of(asked: InputRequestRow, playbook: str) -> CaseRow:
    """The case an input is asked for in, which has been looked at."""
    return CaseRow(
        id=input_case(asked.id),
        company_id=asked.company_id,
        cycle_id=asked.cycle_id,
        kind="input_request",
        subject_id=asked.id,
        graph_version=GRAPH_VERSIONS["input_request"],
        playbook=playbook,
    )


def _signe(on: Stage) -> PersonRow:
    """The S&OP lead, who may waive."""
    return PersonRow(
        company_id=on.company_id,
        key="signe",
        name="Signe Dahl",
        email=f"signe@c{on.company_id}.example",
        role="sop_lead",
        title="S&OP lead",
        timezone="Europe/Copenhagen",
    )


def _submission(on: Stage, input_id: int, sender_id: int) -> SubmissionRow:
    return SubmissionRow(
        company_id=on.company_id,
        input_request_id=input_id,
        version=1,
        file_name="iberia_nov.xlsx",
        sha256="9c41" * 16,
        content=b"rows",
        sender_id=sender_id,
        channel="mail",
        received_at=stage.NOW,
        late=False,
        state="sent_back",
        understood={"mappings": [MAPPING], "left_out": [LEFT_OUT]},
    )


def _finding(on: Stage, submission_id: int) -> FindingRow:
    return FindingRow(
        company_id=on.company_id,
        submission_id=submission_id,
        rule="far_from_history",
        severity="warning",
        sheet="Forecast",
        cell_row=18,
        cell_column=4,
        observed="1,240",
        expected="640 to 1,080",
        message="Granola 500 g is 27 % over last year",
        kind="far from last year",
        fix="Correct it, or say why it is right",
        impact_units=160,
        impact_eur=1200,
        correction=[
            {
                "source": {"file": "iberia_nov.xlsx", "sheet": "Forecast", "row": 18, "column": 4},
                "before": "1240",
                "after": "1080",
                "why": "last year's",
                "is_number": True,
            }
        ],
        state="open",
    )


def _action(on: Stage, cycle_id: int, request_id: UUID, owner_id: int) -> ActionRow:
    return ActionRow(
        company_id=on.company_id,
        cycle_id=cycle_id,
        request_id=request_id,
        key="expedite",
        title="Place the expedite order",
        deliverable="The supplier’s order confirmation",
        owner_id=owner_id,
        depends_on=[],
        done_when={"kind": "statement", "says": "a statement"},
        due_at=stage.NOW + timedelta(days=1),
        original_due_at=stage.NOW + timedelta(days=1),
        state="assigned",
    )
