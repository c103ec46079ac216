"""Letters are worded by templates in every language; facts stand in them exactly as given."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ask import BuiltIn
from agents.reading_numbers import numbers_in
from agents.wording import DraftRequest, SlotMissing, slots_in, template_text
from agents.wording_checks import faults
from agents.wording_texts import TEXTS
from gates.letter_kinds import Kind

FACTS = {
    "what": "the November forecast for Nordics",
    "due": "Thu 5 Nov, 17:00 CET",
    "holds_up": "The demand review",
    "escalates_to": "Priya Nair",
    "file": "nordics.xlsx",
    "count": "3 cells",
    "question": "Build Oat Bars early?",
    "action": "confirm 46,000 litres of oat syrup",
    "decided_by": "Ines Moreau",
    "owner": "Tomas Lind",
    "who": "Priya Nair",
    "why": "it names two dates",
    "needed": "one quantity and one date",
    "next": "the plan is published",
    "reason": "the uplift is missing",
    "cycle": "The November 2026 plan",
    "choice": "Build early",
    "giver": "Tomas Lind",
    "receiver": "Priya Nair",
    "answer_by": "Wed 4 Nov, 17:00 CET",
    "tried": "two reminders, Mon 2 and Wed 4 Nov",
}
LETTERS = [
    pytest.param(kind, locale, days, id=f"{kind.value}-{locale}-{days}")
    for kind in Kind
    for locale in (*TEXTS, "sv")
    for days in (-1, 1, 4)
]


def request(kind: Kind, locale: str = "en", days_late: int = 0) -> DraftRequest:
    return DraftRequest(
        kind=kind,
        to_name="Nora Lie",
        facts=FACTS,
        locale=locale,
        days_late=days_late,
        names=("Nora Lie", "Priya Nair"),
        directory=("Nora Lie", "Priya Nair", "Eve Stone", "Tomas Lind"),
    )


@pytest.mark.parametrize(("kind", "locale", "days"), LETTERS)
def test_every_letter_is_worded_from_its_facts(kind: Kind, locale: str, days: int) -> None:
    asked = request(kind, locale, days)
    draft = BuiltIn().draft(asked)
    assert "Nora Lie" in draft.paragraphs[0]
    assert "{{" not in draft.text
    assert len(draft.paragraphs) > 1
    assert draft.used_slots
    bare = draft.text
    for slot in draft.used_slots:
        assert FACTS[slot] in draft.text
        bare = bare.replace(FACTS[slot], " ")
    assert not re.search(r"\d", bare)
    assert numbers_in(bare, locale if locale in TEXTS else "en") == []


@pytest.mark.parametrize(("kind", "locale", "days"), LETTERS)
def test_every_template_passes_the_checks_a_model_must(kind: Kind, locale: str, days: int) -> None:
    asked = request(kind, locale, days)
    template = template_text(asked)
    assert faults(template, template, asked) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_missing_fact_is_refused_not_guessed(kind: Kind) -> None:
    asked = request(kind)
    for slot in slots_in(template_text(asked)):
        facts = {name: fact for name, fact in FACTS.items() if name != slot}
        with pytest.raises(SlotMissing, match=slot):
            BuiltIn().draft(replace(asked, facts=facts))


def test_languages_have_the_same_letters() -> None:
    english = {kind: set(tones) for kind, tones in TEXTS["en"].items()}
    for locale, texts in TEXTS.items():
        assert {kind: set(tones) for kind, tones in texts.items()} == english, locale
        for kind, tones in texts.items():
            for tone, text in tones.items():
                assert set(slots_in(text)) == set(slots_in(TEXTS["en"][kind][tone])), (locale, kind)


@given(fact=st.text(max_size=60))
def test_a_fact_stays_as_it_is_even_if_it_looks_like_a_slot(fact: str) -> None:
    facts = FACTS | {"file": "{{DUE}}" + fact}
    draft = BuiltIn().draft(replace(request(Kind.INPUT_FINDINGS), facts=facts))
    assert draft.text.count(FACTS["due"]) == 1
    assert "{{DUE}}" in draft.text


TEMPLATE = "Please send {{WHAT}} by {{DUE}}. {{HOLDS_UP}} waits for it."
GOOD = "Could you send {{WHAT}} by {{DUE}}? Sadly {{HOLDS_UP}} cannot begin before."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(GOOD, "", id="a fair rewording"),
        pytest.param(GOOD.replace("{{WHAT}}", "it"), "a fact is missing", id="fact left out"),
        pytest.param(GOOD + " {{OWNER}}", "a slot that does not exist", id="made-up slot"),
        pytest.param(GOOD + " It is 3 days late.", "a number outside the facts", id="digit"),
        pytest.param(GOOD + " It is twelve days late.", "a number outside the facts", id="word"),
        pytest.param(GOOD + " See <b>here</b>.", "brackets", id="HTML"),
        pytest.param(GOOD + " [Your name]", "brackets", id="placeholder"),
        pytest.param(GOOD + " See https://evil.example/x", "a link or an address", id="link"),
        pytest.param(GOOD + " See evil.ru", "a link or an address", id="bare domain"),
        pytest.param(GOOD + " See evil.co.uk now", "a link or an address", id="longer domain"),
        pytest.param(GOOD + " Write to eve@evil.example", "a link or an address", id="address"),
        pytest.param(GOOD + " Go to evil dot com", "a link or an address", id="spelled domain"),
        pytest.param(GOOD + " It is approved.", "a promise or a decision", id="decision"),
        pytest.param(GOOD + " We guarantee it.", "a promise or a decision", id="promise"),
        pytest.param(
            GOOD + " Please ask Eve Stone.", "a name that does not belong", id="directory name"
        ),
        pytest.param(
            GOOD + " Please ask Mallory.", "a name that does not belong", id="unknown name"
        ),
        pytest.param(
            "por favor, envíe {{WHAT}} para el {{DUE}}: {{HOLDS_UP}} no puede empezar sin ello",
            "another language",
            id="language",
        ),
        pytest.param(GOOD + "\u200b", "invisible characters", id="zero width"),
        pytest.param(GOOD.replace("Could", "\u202eCould"), "invisible characters", id="bidi"),
        pytest.param("{{WHAT}} {{DUE}} {{HOLDS_UP}}", "too long or too short", id="short"),
        pytest.param(GOOD + " Please." * 200, "too long or too short", id="long"),
    ],
)
def test_each_fault_of_a_model_is_caught(text: str, fault: str) -> None:
    found = faults(text, TEMPLATE, request(Kind.INPUT_REQUEST))
    assert found == ((fault,) if fault else ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("bitte schicken Sie {{WHAT}} bis {{DUE}}. Die Planung wartet: {{HOLDS_UP}}.", ""),
        (
            "bitte schicken Sie {{WHAT}} bis {{DUE}} an Frau Stone. {{HOLDS_UP}} wartet.",
            "a name that does not belong",
        ),
        (
            "bitte schicken Sie {{WHAT}} bis {{DUE}} an Mallory Malone. {{HOLDS_UP}} wartet.",
            "a name that does not belong",
        ),
        (
            "bitte schicken Sie {{WHAT}} bis {{DUE}} in zwei Teilen. {{HOLDS_UP}} wartet.",
            "a number outside the facts",
        ),
        (
            "bitte laden Sie {{WHAT}} bis {{DUE}} auf boese.de hoch. {{HOLDS_UP}} wartet.",
            "a link or an address",
        ),
    ],
)
def test_german_faults_are_caught_too(text: str, fault: str) -> None:
    asked = request(Kind.INPUT_REQUEST, "de")
    found = faults(text, template_text(asked), asked)
    assert found == ((fault,) if fault else ())
