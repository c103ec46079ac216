"""Mail for tests: a case with a ticket, and answers to it."""

from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from typing import Any

from mail.tokens import reply_address, reply_token
from runtime.office import Office
from runtime.sweeping import start_case
from store.people import person_by_key
from store.tables.cycles import CaseRow
from store.tickets import open_ticket, ticket_id
from tests import stage

SECRET = b"the stage's own secret"
DOMAIN = "sopwith.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody was asked something, and where the answer is expected."""

    company_id: int
    case_id: str
    address: str
    """The person's."""
    reply_to: str


def ask(office: Office, company_id: int, person: str = "marta") -> Asked:
    case = stage.case_row(office, company_id)
    start_case(office, case)
    token = reply_token(SECRET, ticket_id(case.id, person))
    with office.sessions(company_id) as session:
        who = person_by_key(session, company_id, person)
        open_ticket(session, token=token, company_id=company_id, person_id=who.id, case_id=case.id)
        return Asked(
            company_id=company_id,
            case_id=case.id,
            address=who.email,
            reply_to=reply_address(token, DOMAIN),
        )


def answer(asked: Asked, text: str = "Confirmed: 46,000 litres.", /, **headers: str) -> bytes:
    """A mail from the person who was asked. A header given as an empty string is left out."""
    number = sha256(repr((asked.case_id, text, headers)).encode()).hexdigest()[:20]
    said: dict[str, Any] = {
        "from_": f"Marta Lindqvist <{asked.address}>",
        "to": asked.reply_to,
        "subject": "Re: your question",
        "message_id": f"<{number}@mail.halden.example>",
        "date": "Thu, 05 Nov 2026 10:00:00 +0100",
    }
    message = EmailMessage()
    for name, value in (said | headers).items():
        if value:
            message[name.strip("_").replace("_", "-").title()] = value
    message.set_content(text)
    return message.as_bytes()


def rings(office: Office, case_id: str) -> int:
    with office.unfenced() as session:
        return session.get_one(CaseRow, case_id).rings
