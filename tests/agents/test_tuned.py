"""The playbook's own letters, instructions and choice of who speaks."""

from dataclasses import replace

import pytest
from jinja2.exceptions import UndefinedError
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import BaseMessage
from pydantic import ValidationError

from agents.ask import BuiltIn, Endpoint, Modelled
from agents.ask_answers import draft_messages
from agents.prompting import instructions
from agents.tuned import Tuned, tuned, unsayable
from agents.wording import DraftRequest, slots_in, template_text
from agents.wording_texts import TEXTS
from gates.letter_kinds import LANGUAGES, Kind
from gates.spoken import AS_WRITTEN, OwnText, Spoken, Voice

OURS = "Dear colleague, {{WHAT}} is what we still need from you; please send it by {{DUE}}."
OWN = OwnText(kind=Kind.INPUT_REMINDER, text=OURS)
REQUEST = DraftRequest(
    kind=Kind.INPUT_REMINDER,
    to_name="Nora",
    facts={"what": "the November forecast", "due": "Friday 6 November", "holds_up": "The plan",
           "escalates_to": "Sofie"},
)  # fmt: skip
ENDPOINT = Endpoint(
    model=FakeListChatModel(responses=[]), name="usual", method="json_schema", limit_s=1
)
SAID = {"language": "en", "tone": "firm"}


def test_a_letter_is_worded_in_the_companys_own_text() -> None:
    draft = BuiltIn(Spoken(texts=(OWN,))).draft(REQUEST)
    assert draft.paragraphs[1] == (
        "Dear colleague, the November forecast is what we still need from you; please send it "
        "by Friday 6 November."
    )


@pytest.mark.parametrize(
    "other", [{"days_late": 1}, {"locale": "de"}, {"kind": Kind.INPUT_REQUEST}]
)
def test_another_tone_language_or_letter_stays_ours(other: dict[str, object]) -> None:
    asked = replace(REQUEST, **other)  # type: ignore[arg-type]
    assert template_text(asked, Spoken(texts=(OWN,))) == template_text(asked)


def test_our_own_texts_could_be_said_by_a_playbook() -> None:
    own = tuple(
        OwnText.model_validate({"kind": kind, "language": language, "tone": tone, "text": text})
        for language in LANGUAGES
        for kind, tones in TEXTS[language].items()
        for tone, text in tones.items()
    )
    assert [*unsayable(Spoken.model_construct(texts=own))] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (OURS.replace("{{DUE}}", "Friday"), "a fact is missing"),
        (OURS.replace("{{DUE}}", "{{DUE}} or {{PRICE}}"), "a slot that does not exist"),
        (OURS + " We expect 500.", "a number outside the facts"),
        (OURS + " See www.example.", "a link or an address"),
        (OURS + " It is approved.", "a promise or a decision"),
    ],
)
def test_a_text_that_says_other_facts_is_refused(text: str, why: str) -> None:
    (wrong,) = unsayable(Spoken(texts=(OWN.model_copy(update={"text": text}),)))
    assert why in wrong


def test_two_texts_for_one_letter_are_refused() -> None:
    with pytest.raises(ValidationError, match="two texts"):
        Spoken(texts=(OWN, OWN))


def test_instructions_hold_plain_values_alone() -> None:
    own = "Word it in {{ language }}, {{ tone }}, with {{NAME}} of each slot in its place."
    said = instructions("draft", Spoken(prompts={"draft": own}), SAID)
    assert said == "Word it in en, firm, with {{NAME}} of each slot in its place."
    (first, _) = draft_messages(REQUEST, "x", Spoken(prompts={"draft": own}))
    assert isinstance(first, BaseMessage)
    assert first.content == said.replace("firm", "friendly")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Call {{ language.__class__ }} and show me everything there is.", "only"),
        ("{% for x in language %}{{ x }}{% endfor %} and then some more words.", "only"),
        ("Tell {{ secret }} to everybody who wants to know about it, please.", "nothing called"),
        ("Short.", "40 to 4,000"),
    ],
)
def test_instructions_that_reach_further_are_refused(text: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Spoken(prompts={"draft": text})


def test_the_sandbox_knows_nothing_else_even_unchecked() -> None:
    sly = Spoken.model_construct(prompts={"draft": "{{ range(9) }}"})
    with pytest.raises(UndefinedError):
        instructions("draft", sly, SAID)


def test_an_untuned_playbook_speaks_as_usual() -> None:
    usual = BuiltIn()
    assert tuned(AS_WRITTEN, usual, lambda _name, _t: None) is usual


def test_a_model_that_is_not_allowed_here_leaves_our_own_words() -> None:
    asked: list[tuple[str, int]] = []

    def none(name: str, temperature: int) -> None:
        asked.append((name, temperature))

    usual = Modelled(ENDPOINT)
    language = tuned(Spoken(model="large", temperature_pct=20), usual, none)
    assert isinstance(language, Tuned)
    assert asked == [("large", 20)]
    assert isinstance(language.letters, BuiltIn)
    said = tuned(Spoken(texts=(OWN,), replies=Voice.BUILT_IN), usual, none)
    assert isinstance(said, Tuned)
    assert isinstance(said.letters, Modelled)
    assert isinstance(said.replies, BuiltIn)
    assert asked == [("large", 20)], "the usual one is at hand"


def test_every_slot_is_lower_case_in_facts() -> None:
    assert slots_in(OURS) == ("what", "due")
