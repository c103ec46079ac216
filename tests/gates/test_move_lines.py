"""What the first line of a mail moves: exactly a line as offered, or nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gates.catalogue import MISSING_INPUT, TRADE_OFF
from gates.move import Move
from gates.move_lines import SpokenMove, offered_moves, spoken_move
from gates.people import Role
from gates.reply_spoken import spoken
from gates.seating import Member
from gates.snoozing import Until
from tests import stage

ZONE = ZoneInfo("Europe/Oslo")
CAST = [
    Member(key=key, name=name, title="", role=Role.COO, manager=None)
    for key, name in (("priya", "Priya Nair"), ("marta", "Marta Lindqvist"))
]
SIX = datetime(2026, 11, 6, 14, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SNOOZE", SpokenMove(move=Move.SNOOZE, until=Until.BRIEF)),
        (
            "snooze 2026-11-06 14:00",
            SpokenMove(move=Move.SNOOZE, until=Until.MOMENT, moment=SIX),
        ),
        (
            "Zurückstellen 2026-11-06",
            SpokenMove(move=Move.SNOOZE, until=Until.MOMENT, moment=SIX.replace(hour=8)),
        ),
        (
            "SNOOZE Marta Lindqvist",
            SpokenMove(move=Move.SNOOZE, until=Until.ANSWER, person="marta"),
        ),
        ("TAKE UP", SpokenMove(move=Move.WAKE)),
        (
            "DELEGATE Priya Nair: I am away\nuntil Monday",
            SpokenMove(move=Move.DELEGATE, person="priya", words="I am away\nuntil Monday"),
        ),
        ("add  approver priya", SpokenMove(move=Move.ADD, person="priya")),
        (
            "FRAGEN Marta Lindqvist: Welche Woche?",
            SpokenMove(move=Move.ASK, person="marta", words="Welche Woche?"),
        ),
        ("COMMENT: late\n", SpokenMove(move=Move.COMMENT, words="late")),
        ("COMMENT\nlate", SpokenMove(move=Move.COMMENT, words="late")),
        ("WITHDRAW: too soon", SpokenMove(move=Move.WITHDRAW, words="too soon")),
        ("SNOOZE tomorrow", None),
        ("SNOOZE until 2026-11-06", None),
        ("DELEGATE", None),
        ("DELEGATE Nair", None),
        ("DELEGATE Priya Nair or Marta Lindqvist", None),
        ("DELEGATED Priya Nair", None),
        ("Please DELEGATE Priya Nair", None),
        ("WITHDRAW it", None),
        ("Fine with me.\nSNOOZE", None),
        ("", None),
    ],
)
def test_a_first_line_moves(text: str, wanted: SpokenMove | None) -> None:
    assert spoken_move(text, CAST, ZONE) == wanted


@pytest.mark.parametrize("locale", ["en", "de"])
def test_each_offered_line_is_a_move_and_no_answer(locale: str) -> None:
    for one in offered_moves(MISSING_INPUT, locale):
        line = one.line.replace(" name", " Priya Nair").replace(" Name", " Priya Nair")
        assert spoken_move(line, CAST, ZONE) is not None, line
        assert spoken(line, MISSING_INPUT, stage.brief()) is None, line


def test_where_no_mail_decides_no_move_is_offered() -> None:
    assert offered_moves(TRADE_OFF) == ()
