"""Moves by mail: as on the page, by whom a mail server vouches for, and deciding nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL

from runtime.receiving import receive
from runtime.routing import Outcome
from store.tables.moves import CommentRow, SnoozeRow
from store.tables.people import DelegationRow
from tests.runtime.mail_desk import LETTER, Desk, opened_desk


@pytest.fixture
def desk(empty_database: URL) -> Iterator[Desk]:
    with opened_desk(empty_database) as desk:
        yield desk


def said(desk: Desk, line: str, **headers: str) -> dict[str, str]:
    """What became of a mail with this first line."""
    received = receive(desk.office, desk.reply(f"{line}\n\n{LETTER}", **headers))
    assert received.outcome is Outcome.ROUTED
    assert desk.decisions() == []
    return desk.got(received).reading or {}


def kept(desk: Desk, table: type[CommentRow] | type[SnoozeRow] | type[DelegationRow]) -> int:
    with desk.office.sessions(desk.company_id) as session:
        return len(session.scalars(select(table)).all())


def test_each_move_is_made_once_and_its_sender_told(desk: Desk) -> None:
    assert desk.letter
    assert "SNOOZE 2026-11-06 14:00" in desk.letter["text"]
    soon = (desk.clock[0] + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M")
    assert said(desk, f"SNOOZE {soon}")["intent"] == "moved"
    assert kept(desk, SnoozeRow) == 1
    assert said(desk, "TAKE UP")["intent"] == "moved"
    assert kept(desk, SnoozeRow) == 0
    mail = desk.reply(f"COMMENT: Which week?\n\n{LETTER}")
    assert receive(desk.office, mail).outcome is Outcome.ROUTED
    assert receive(desk.office, mail).outcome is Outcome.DUPLICATE
    assert kept(desk, CommentRow) == 1
    assert said(desk, "ASK Marta Lindqvist: Is she back?")["intent"] == "moved"
    assert kept(desk, CommentRow) == 2
    assert said(desk, "DELEGATE Priya Nair: I am away")["intent"] == "moved"
    assert kept(desk, DelegationRow) == 1
    told = desk.effects("reply/")
    assert len(told) == 5
    assert "You wrote: DELEGATE Priya Nair: I am away" in told[-1].content["text"]
    assert "nothing is decided by it" in told[-1].content["subject"]


@pytest.mark.parametrize(
    ("line", "headers", "intent", "why"),
    [
        pytest.param(
            "DELEGATE Priya Nair",
            {"authentication_results": "mx.evil.example; dmarc=pass header.from=x.example"},
            "unconfirmed",
            "couldn't confirm",
            id="forged",
        ),
        pytest.param("DELEGATE Ines Moreau", {}, "refused", "", id="to oneself"),
        pytest.param("SNOOZE 2026-12-24", {}, "refused", "deadline", id="beyond the deadline"),
        pytest.param("WITHDRAW", {}, "refused", "", id="nothing to withdraw"),
        pytest.param("DELEGATE somebody", {}, "note", "isn't one of", id="to nobody"),
    ],
)
def test_what_may_not_be_is_refused_and_changes_nothing(
    desk: Desk, line: str, headers: dict[str, str], intent: str, why: str
) -> None:
    became = said(desk, line, **headers)
    assert became["intent"] == intent
    assert why in became["why"]
    assert [kept(desk, table) for table in (CommentRow, SnoozeRow, DelegationRow)] == [0, 0, 0]
    assert len(desk.effects("reply/")) == 1
