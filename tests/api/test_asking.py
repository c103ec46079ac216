"""A question from the decision page: answered with sources, or passed to a person."""

import re
from typing import Any
from uuid import uuid4

import pytest

from mail.question_views import QuestionAsked
from store.tables.effects import EffectRow
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, decided
from tests.api.test_deciding import decisions
from tests.api.test_reading import everything

ELSEWHERE = "Does the moon shine in Lisbon?"
NUMBER = BRIEF.metrics[0]


def form(stage: Stage, path: str, **changes: str) -> dict[str, Any]:
    """As the page has it, filled in."""
    page = stage.client.get(f"{path}/ask", params={"q": ELSEWHERE}).text
    found = re.search(r'name="question_id" value="([0-9a-f-]{36})"', page)
    assert found
    assert 'value="marta"' in page
    return {
        "question_id": found[1],
        "text": ELSEWHERE,
        "person": "marta",
    } | changes


def told(stage: Stage, path: str, question: str) -> str:
    return stage.client.get(f"{path}/ask", params={"q": question}).text


@pytest.mark.parametrize(
    ("question", "says", "href"),
    [
        ("What happens if nobody answers?", BRIEF.silence.detail, ""),
        ("Why is build early recommended?", "Only option with every tier above 99 %", "#h-pick"),
        ("What does finance object to?", "Finance dissents", "#h-pick"),
        ("Where is the lead time from?", "Mail from Nordhavre › line 7", "#h-evidence"),
        (f"How much is {NUMBER.label}?", NUMBER.label, f"/numbers/{NUMBER.key}"),
        ("Was passiert, wenn niemand antwortet?", BRIEF.silence.headline, ""),
    ],
)
def test_the_brief_answers_with_its_source(
    stage: Stage, question: str, says: str, href: str
) -> None:
    path = f"/requests/{ask(stage)}"
    stage.sign_in("ines")
    before = everything(stage)
    page = told(stage, path, question)
    assert "What this brief says to that" in page
    assert says in page.replace("&#39;", "'")
    assert f'href="{path}{href}' in page
    assert everything(stage) == before, "asking changes nothing"


def test_it_is_offered_on_the_page_and_guesses_nothing(stage: Stage) -> None:
    path = f"/requests/{ask(stage)}"
    stage.sign_in("ines")
    assert f'href="{path}/ask"' in stage.client.get(path).text
    assert stage.client.get(f"{path}/moves/ask").headers["location"] == f"{path}/ask"
    page = told(stage, path, ELSEWHERE)
    assert "Nothing is guessed" in page
    assert "What this brief says to that" not in page


def test_a_person_is_asked_once_by_name_and_by_letter(stage: Stage) -> None:
    path = f"/requests/{ask(stage)}"
    stage.sign_in("ines")
    sent = form(stage, path)
    for _ in range(2):
        assert stage.client.post(f"{path}/questions", data=sent).status_code == 303
    assert f"Marta Lindqvist: {ELSEWHERE}" in stage.client.get(path).text
    with stage.office.sessions(stage.company_id) as session:
        (letter,) = session.query(EffectRow).filter_by(kind=QuestionAsked.template)
        assert letter.content["to_address"].startswith("marta@")
        assert ELSEWHERE in letter.content["text"]
    assert decisions(stage) == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"person": "nobody"}, 403),
        ({"person": "ines"}, 403),
        ({"text": "  "}, 422),
        ({"text": "x" * 5000}, 422),
        ({"question_id": "x"}, 422),
    ],
)
def test_what_is_no_question_to_anybody_is_refused(
    stage: Stage, changes: dict[str, str], status: int
) -> None:
    path = f"/requests/{ask(stage)}"
    stage.sign_in("ines")
    assert stage.client.post(
        f"{path}/questions", data=form(stage, path, **changes)
    ).status_code == (status)


def test_what_is_decided_is_asked_about_no_more(stage: Stage) -> None:
    request_id = ask(stage)
    path = f"/requests/{request_id}"
    decided(stage, request_id)
    stage.sign_in("ines")
    assert "Pass the question on" not in told(stage, path, ELSEWHERE)
    late = {"question_id": str(uuid4()), "person": "marta", "text": "Why?"}
    assert stage.client.post(f"{path}/questions", data=late).status_code == 409
