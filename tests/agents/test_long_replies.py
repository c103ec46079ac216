"""Long replies: a story ahead of the answer changes nothing about it, a condition does."""

import datetime as dt
from decimal import Decimal

import pytest

from agents.replies.asked import ask_of
from agents.replies.background import facts_of
from agents.replies.fields import fields_of
from agents.replies.second_thoughts import second_thoughts
from agents.replies.values import AnswerIntent as Is
from agents.replies.values import ReplyMail

ASK = ask_of(
    {
        "text": "Please confirm 9,000 cases of Almond Drink 1L for week 40.",
        "item": "Almond Drink 1L",
        "quantity": 9_000,
        "unit": "cases",
        "owner": "Tomas Lind",
        "people": ["Tomas Lind", "Jonas Berg"],
    }
)
STORY = (
    "The safety audit kept everybody busy on Thursday and Friday, but the inspectors"
    " were friendly. Mika and the shift lead have looked at the line loading with me since. "
)
ANSWER = "We deliver 8,700 cases in week 40."


def mail(words: str) -> ReplyMail:
    return ReplyMail(words=words, received=dt.date(2026, 9, 14))


def test_the_story_ahead_of_a_number_is_left_out() -> None:
    facts = facts_of(ASK, mail(STORY + ANSWER))
    assert facts.text == ANSWER
    fields = fields_of(Is.PROVIDES_VALUE, ASK, facts)
    assert (fields.quantity, fields.when, fields.doubts) == (Decimal(8_700), "2026-W40", [])


@pytest.mark.parametrize(
    "bears",
    [
        pytest.param("This only holds if the mill restarts. ", id="condition"),
        pytest.param("Perhaps less comes. ", id="hedge"),
        pytest.param("Do you still need it? ", id="question"),
        pytest.param("It was 400 cases last time. ", id="number"),
        pytest.param("The line can't run then. ", id="refusal"),
        pytest.param("Please ask Jonas Berg from now on. ", id="somebody else"),
        pytest.param("Our new IBAN is on its way. ", id="money"),
        pytest.param("See http://portal.example first. ", id="link"),
        pytest.param("Finance has approved it. ", id="approval"),
    ],
)
def test_whatever_bears_on_the_answer_stays(bears: str) -> None:
    assert bears.strip() in facts_of(ASK, mail(STORY + bears + ANSWER)).text


def test_behind_the_number_a_turn_and_a_day_stay() -> None:
    told = ANSWER + " But it may move. Mika knows by Thursday. " + STORY
    assert "But it may move. Mika knows by Thursday." in facts_of(ASK, mail(told)).text


def test_a_short_mail_is_read_whole() -> None:
    assert (
        facts_of(ASK, mail("The audit is over. " + ANSWER)).text == "The audit is over. " + ANSWER
    )


@pytest.mark.parametrize(
    ("words", "quantity", "when", "rest_when"),
    [
        (
            "Ihr bekommt in KW 41 170 Kartons, die restlichen 90 in KW 42",
            170,
            "2026-W41",
            "2026-W42",
        ),
        (
            "4.000 cajas en la semana 40 y las 3.500 restantes en la 42.",
            4_000,
            "2026-W40",
            "2026-W42",
        ),
    ],
)
def test_a_part_and_its_rest_keep_their_weeks(
    words: str, quantity: int, when: str, rest_when: str
) -> None:
    fields = fields_of(Is.PARTIAL, ASK, facts_of(ASK, mail(words)))
    assert (fields.quantity, fields.when, fields.rest_when) == (Decimal(quantity), when, rest_when)


@pytest.mark.parametrize(
    ("intent", "words", "why"),
    [
        (Is.PARTIAL, "7,000 cases in week 40. The certificates follow.", "may be a part, or all"),
        (Is.PARTIAL, "3,200 cases, the rest of 1,600 in the first week of January", "two days"),
        (Is.CONFIRMS_DONE, "Confirmed on Friday", "past or coming"),
    ],
)
def test_what_was_once_read_wrongly_is_asked(intent: Is, words: str, why: str) -> None:
    facts = facts_of(ASK, mail(words))
    fields = fields_of(intent, ASK, facts)
    doubts = fields.doubts + second_thoughts(intent, ASK, mail(words), facts, fields)
    assert any(why in doubt for doubt in doubts)


def test_today_is_no_day_of_return() -> None:
    words = "I'm sick at home today, will look at it when I'm back."
    assert fields_of(Is.OUT_OF_OFFICE, ASK, facts_of(ASK, mail(words))).when is None
