"""Every address behind signing in, generated from the routes, with a company's things filled in."""

from dataclasses import dataclass
from datetime import timedelta
from string import Formatter

from starlette.testclient import TestClient

from api.addresses import NEEDS
from gates.access import Scope
from gates.people import Role
from runtime.signing_in import open_session
from store import cases
from store.reach import KEYS
from store.tables.effects import EffectRow, MessageRow
from store.tables.people import DelegationRow, PersonRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask, decided
from tests.api.test_reading import routes, things


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    method: str
    at: str
    needs: Scope
    names_things: bool
    """Whether it names something of a company."""


def doors(stage: Stage) -> list[Door]:
    values = things(stage, "GET") | own_things(stage)
    return [
        Door(
            method=method,
            at=route.path.format(**values),
            needs=needs,
            names_things=any(part in KEYS for part in parts_of(route.path)),
        )
        for route in routes(stage)
        for method in sorted((route.methods or set()) & {"GET", "POST"})
        if (needs := NEEDS[method, route.path]) is not None
    ]


def parts_of(path: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(path) if name]


def own_things(stage: Stage) -> dict[str, object]:
    """One of each, so that a stranger's “not found” means theirs and not nobody's."""
    request_id = ask(stage)
    decision_id = decided(stage, request_id)
    row = stages.case_row(stage.office, stage.company_id, f"cycle:{stage.company_id}")
    with stage.office.sessions(stage.company_id) as session:
        cases.open_case(session, row)
        effect = EffectRow(
            company_id=stage.company_id,
            key="post",
            kind="post",
            content={},
            state="held",
            held_until=stages.NOW,
            attempts=0,
            made_at=stages.NOW,
        )
        delegation = DelegationRow(
            company_id=stage.company_id,
            kind="delegation",
            giver_id=stage.person_id("ines"),
            receiver_id=stage.person_id("priya"),
            gates=[],
            starts_at=stages.NOW,
            ends_at=stages.NOW + timedelta(days=1),
            reason="",
            made_at=stages.NOW,
        )
        session.add_all([effect, delegation])
        session.flush()
        ids: dict[str, object] = {"effect_id": effect.id, "delegation_id": delegation.id}
    with stage.office.unfenced() as session:
        message = MessageRow(
            company_id=stage.company_id,
            message_id="<a@b>",
            subject="",
            text="",
            content=b"",
            received_at=stages.NOW,
            state="read",
            reading={"leads": "clarify", "asked": {}},
        )
        session.add(message)
        session.flush()
        ids |= {"message_id": message.id, "reply_id": message.id}
    return ids | {
        "decision_id": decision_id,
        "request_id": request_id,
        "case_id": f"cycle:{stage.company_id}",
        "key": "signe",
    }


def signed_in_as(stage: Stage, company_id: int, role: Role) -> TestClient:
    """The browser of somebody of that company who holds the role."""
    with stage.office.sessions(company_id) as session:
        row = PersonRow(
            company_id=company_id,
            key=f"as_{role.value}",
            name=role.value,
            email=f"{role.value}@{company_id}.example",
            role=role.value,
            title="",
            timezone="Europe/Copenhagen",
        )
        session.add(row)
        session.flush()
        person_id = row.id
    stage.client.cookies.set("sopwith_session", open_session(stage.office, person_id))
    return stage.client
