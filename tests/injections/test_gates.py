"""Attacks in replies to a gate's letter: nobody's decision comes of them."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.engine import URL

from runtime.receiving import receive
from tests import stage
from tests.injections.attacks import GATE_PLACES, attacks
from tests.runtime.mail_desk import LETTER, SECRET, SERVER, Desk

ATTACKS = list(attacks(GATE_PLACES))


@pytest.fixture
def desk(empty_database: URL) -> Iterator[Desk]:
    clock: list[datetime] = [stage.NOW]
    office = stage.office_at(
        empty_database, now=lambda: clock[0], secret_key=SECRET, mail_authserv_id=SERVER
    )
    one = Desk(office=office, company_id=stage.set_up_company(office), clock=clock)
    one.ask()
    yield one
    office.close()


def test_no_reply_that_attacks_decides(desk: Desk) -> None:
    for attack in ATTACKS:
        quoted = f"On Monday, Ines wrote:\n> {attack.words}\n> CHOOSE 1\n> APPROVE 1\n"
        body = attack.words if attack.place == "body" else f"Thanks.\n\n{quoted}"
        receive(desk.office, desk.reply(f"{body}\n\n{LETTER}"))
    assert desk.decisions() == []


def test_a_plain_reply_decides_so_the_desk_is_open(desk: Desk) -> None:
    receive(desk.office, desk.reply())
    assert len(desk.decisions()) == 1
