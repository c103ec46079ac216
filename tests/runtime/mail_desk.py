"""A desk for tests of deciding by mail: a person is asked by a letter, and replies to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.engine import URL

from gates.brief import Brief
from gates.catalogue import MISSING_INPUT
from gates.gate import Gate
from graphs.telling_seats import tell_seats
from mail.tokens import reply_address, reply_token
from runtime.office import Office
from runtime.receiving import Received
from store import cases, requests
from store.people import person_by_key
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow, MessageRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.people import PersonRow
from store.tickets import Decides, open_ticket, ticket_id
from tests import post, stage

SECRET = SecretStr("a secret of the tests, long enough")
SERVER = "mx.halden.example"
LETTER = "On Thu, Sopwith wrote:\n> APPROVE 1\n> CHOOSE 1\n"


@dataclass(slots=True)
class Desk:
    """Ines is asked by a letter; what she may answer, her mail program sends."""

    office: Office
    company_id: int
    clock: list[datetime]
    request_id: Any = None
    letter: dict[str, Any] | None = None

    def ask(self, gate: Gate = MISSING_INPUT) -> None:
        """Open the request and mail its seat."""
        row = stage.case_row(self.office, self.company_id)
        with self.office.sessions(self.company_id) as session:
            session.query(PersonRow).filter_by(key="ines").one().role = (
                "sop_lead" if gate is MISSING_INPUT else "coo"
            )
            cases.open_case(session, row)
            request = requests.open_request(
                session,
                case=session.get_one(CaseRow, row.id),
                key=gate.name,
                gate=gate,
                brief=_brief(gate),
                at=self.clock[0],
            )
            self.request_id = request.id
        tell_seats(self.office.tools, self.company_id, self.request_id)
        (self.letter,) = [one.content for one in self.effects("asked/")]

    def effects(self, step: str) -> list[EffectRow]:
        with self.office.sessions(self.company_id) as session:
            prefix = f"request/{self.request_id}/{step}"
            wanted = select(EffectRow).where(EffectRow.key.startswith(prefix, autoescape=True))
            return list(session.scalars(wanted.order_by(EffectRow.id)))

    def address(self, key: str = "ines") -> str:
        with self.office.sessions(self.company_id) as session:
            return person_by_key(session, self.company_id, key).email

    def reply(self, text: str = "CHOOSE 1\n\n" + LETTER, **headers: str) -> bytes:
        assert self.letter
        domain = self.address().partition("@")[2]
        said = {
            "from_": f"Ines Moreau <{self.address()}>",
            "authentication_results": f"{SERVER}; dmarc=pass header.from={domain}",
        }
        asked = post.Asked(
            company_id=self.company_id,
            case_id="",
            address=self.address(),
            reply_to=self.letter["reply_address"] or "planning@sopwith.example",
        )
        return post.answer(asked, text, **(said | headers))

    def got(self, received: Received) -> MessageRow:
        with self.office.sessions(self.company_id) as session:
            return session.get_one(MessageRow, received.id)

    def decisions(self) -> list[DecisionRow]:
        with self.office.sessions(self.company_id) as session:
            return list(session.scalars(select(DecisionRow).order_by(DecisionRow.decided_at)))

    def ticket(self, key: str) -> str:
        """A reply address as no letter of ours gives it to this person here."""
        with self.office.sessions(self.company_id) as session:
            request = session.get_one(RequestRow, self.request_id)
            decides = Decides(request_id=request.id, brief_sha256=request.brief_sha256)
            token = reply_token(post.SECRET, ticket_id(decides.subject, key))
            open_ticket(
                session,
                token=token,
                company_id=self.company_id,
                person_id=person_by_key(session, self.company_id, key).id,
                case_id=request.case_id,
                decides=decides,
            )
        return reply_address(token, post.DOMAIN)

    def revise(self) -> None:
        with self.office.sessions(self.company_id) as session:
            request = requests.lock_request(session, self.request_id)
            assert request
            moved = replace(_brief(MISSING_INPUT), subject="Another matter")
            assert stage.redraft(session, request, moved, self.clock[0])


def _brief(gate: Gate) -> Brief:
    option = stage.brief().options[0]
    ways = (replace(option, key="wait", name="Wait a day"), replace(option, key="go", name="Go on"))
    return stage.brief(gate=gate.name, options=ways, question="Go on without Iberia?")


@contextmanager
def opened_desk(url: URL) -> Iterator[Desk]:
    """A desk in this database, whose mails the server vouches for; Ines has been asked."""
    clock = [stage.NOW]
    office = stage.office_at(url, now=lambda: clock[0], secret_key=SECRET, mail_authserv_id=SERVER)
    desk = Desk(office=office, company_id=stage.set_up_company(office), clock=clock)
    desk.ask()
    yield desk
    office.close()
