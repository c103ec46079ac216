"""A reply address stands for one person's answer to one case; the database can't give it away."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL

from mail.tokens import reply_token, token_digest
from runtime.office import Office
from runtime.sweeping import start_case
from store.people import person_by_key
from store.tables.effects import ReplyTicketRow
from store.tickets import find_ticket, open_ticket, ticket_id
from tests import stage


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


def opened(office: Office, company_id: int) -> tuple[str, str]:
    """A case and Marta's token in it, opened twice as a node that runs again would."""
    case = stage.case_row(office, company_id)
    start_case(office, case)
    token = reply_token(b"secret", ticket_id(case.id, "marta"))
    for _ in range(2):
        with office.sessions(company_id) as session:
            marta = person_by_key(session, company_id, "marta")
            open_ticket(
                session, token=token, company_id=company_id, person_id=marta.id, case_id=case.id
            )
    return case.id, token


def test_a_token_finds_its_person_and_case(office: Office) -> None:
    company_id = stage.set_up_company(office)
    case_id, token = opened(office, company_id)
    with office.unfenced() as session:
        ticket = find_ticket(session, token.upper())
        assert ticket is not None
        assert (ticket.case_id, ticket.person_key) == (case_id, "marta")
        assert ticket.company_id == company_id
        assert find_ticket(session, "a" * 32) is None


def test_only_the_digest_is_kept(office: Office) -> None:
    _, token = opened(office, stage.set_up_company(office))
    with office.unfenced() as session:
        (kept,) = session.scalars(select(ReplyTicketRow.token_sha256))
    assert kept == token_digest(token)
    assert token not in kept


def test_a_company_finds_no_ticket_of_another(office: Office) -> None:
    _, token = opened(office, stage.set_up_company(office))
    with office.sessions(stage.set_up_company(office)) as session:
        assert find_ticket(session, token) is None
