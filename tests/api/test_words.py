"""Every sentence of a page is there in German, says the same things, and none was forgotten."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from api import formats, tongue
from api.tongue import ENGLISH, LANGUAGES, LOCALE, Say, say
from docs.make_words import pages, sentences
from store.tables.people import PersonRow
from tests.api.stage_web import Stage, ask
from tests.forms import form_to

OTHERS = sorted(LANGUAGES.keys() - {ENGLISH})
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|%%")
TAGS = re.compile(r"</?\w[^>]*>")
JINJA = re.compile(
    r"\{#.*?#\}|\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
CLASSES = re.compile(
    r"\{% block page_class %\}.*?\{% endblock %\}|\{% macro (classes|marks)\b.*?\{% endmacro %\}",
    re.DOTALL,
)
"""Names of styles and of fields, which nobody reads."""
ATTRIBUTES = re.compile(r'\b(?:placeholder|aria-label|title|data-label|alt)="([^"]*)"')
LETTERS = re.compile(r"[A-Za-z]{2,}")
NAMES = {"Sopwith", "sopwith", "CSV", "XLSX", "ICS", "SHA", "Enter", "htmx", "nbsp", "Ctrl", "PIN"}
"""Written alike in every language, or typed by hand."""


def catalogue(language: str) -> dict[str, str]:
    with (LOCALE / language / "LC_MESSAGES" / "sopwith.po").open(encoding="utf-8") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and not one.fuzzy}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_no_other(language: str) -> None:
    """`python -m docs.make_words` brings the catalogue up to date; then translate what is new."""
    there, wanted = catalogue(language), sentences()
    assert {text: wanted[text] for text in wanted if not there.get(text)} == {}
    assert there.keys() - wanted.keys() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_says_the_same_things(language: str) -> None:
    wrong = {
        text: said
        for text, said in catalogue(language).items()
        if set(PLACES.findall(text)) != set(PLACES.findall(said))
        or TAGS.findall(text) != TAGS.findall(said)
        or text[:1].isspace() != said[:1].isspace()
        or text[-1:].isspace() != said[-1:].isspace()
    }
    assert wrong == {}


def bare(source: str) -> list[str]:
    """Words that stand on a page without being marked for translation."""
    source = CLASSES.sub("", re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL))
    plain = JINJA.sub("", source)
    texts = [*re.sub(r"<[^>]*>", "\n", plain).split("\n"), *ATTRIBUTES.findall(plain)]
    found = [word for text in texts for word in LETTERS.findall(text)]
    return [word for word in found if word not in NAMES]


@pytest.mark.parametrize("path", pages(), ids=lambda path: "/".join(path.parts[-2:]))
def test_no_word_of_a_page_is_unmarked(path: Path) -> None:
    assert bare(path.read_text(encoding="utf-8")) == []


def test_an_unmarked_word_is_found() -> None:
    assert bare("<p>Decide {% trans %}by{% endtrans %} {{ day }}</p>") == ["Decide"]
    assert bare('<a aria-label="Main">{{ name }}</a>') == ["Main"]


@pytest.fixture
def german() -> object:
    tongue.speak("de")
    yield
    tongue.speak("en")


@pytest.mark.usefixtures("german")
def test_numbers_days_and_spans_are_written_as_they_are_there() -> None:
    noon = datetime(2026, 11, 5, 12, tzinfo=UTC)
    assert formats.number(Decimal("1920.5"), 1) == "1.920,5"
    assert formats.eur(182_400) == "182 Tsd. €"
    assert formats.eur(Decimal(-38)) == "−38 €"
    assert formats.moment(noon) == "Do. 5. Nov. 12:00 UTC"
    assert formats.left(noon + timedelta(days=3), noon) == "noch 3 Tage"
    assert formats.count(2, "measure") == "2 Messgrößen"


@pytest.mark.usefixtures("german")
def test_a_sentence_is_one_wherever_it_is_written_out() -> None:
    approved = Say("Approved")
    assert f"{approved}" == str(approved) == "Freigegeben"
    assert approved == "Approved"
    assert say("{name} is looking at this.", name="Ines") == "Ines sieht sich dies gerade an."


def test_the_day_of_an_approver_in_german(stage: Stage) -> None:
    request_id = ask(stage)
    page = stage.client.get("/sign-in", headers={"Accept-Language": "de-AT"}).text
    assert '<html lang="de"' in page
    assert "Wer sind Sie bei" in page
    client = stage.sign_in("ines")
    action, fields = form_to(client.get("/account").text, "/account/language")
    client.post(action, data=fields | {"language": "de"})
    inbox = client.get("/inbox").text
    for said in ("Entscheiden", "Kosten des Wartens", "Wenn niemand handelt", "182 Tsd."):
        assert said in inbox, said
    shown = client.get(f"/requests/{request_id}").text
    for said in ("Auf dem Spiel", "Entscheiden bis", "Sa. 7. Nov. 10:40 MEZ", "Wer entscheidet"):
        assert said in shown, said
    asked = client.get(f"/requests/{request_id}?confirm=approve&choice=build_early").text
    assert "Build early freigeben?" in asked
    action, fields = form_to(asked, "/decisions")
    receipt = client.post(action, data=fields, follow_redirects=True).text
    assert "Festgehalten" in receipt
    assert "Ihre Antwort: Build early freigeben" in receipt
    refused = client.post(action, data=fields | {"decision_id": str(request_id)})
    assert "Nichts wurde geändert." in refused.text
    assert "At stake" not in inbox + shown + asked


def test_who_speaks_what_has_no_pages_reads_english(stage: Stage) -> None:
    with stage.office.unfenced() as session:
        session.query(PersonRow).filter_by(key="ines").one().language = "fr"
    page = stage.sign_in("ines").get("/inbox").text
    assert '<html lang="en-GB"' in page
    assert "Cost of delay" in page


def test_languages_are_told_apart_between_two_readers(stage: Stage) -> None:
    ask(stage)
    with stage.office.unfenced() as session:
        session.query(PersonRow).filter_by(key="ines").one().language = "de"
    assert "Kosten des Wartens" in stage.sign_in("ines").get("/inbox").text
    assert "Cost of delay" in stage.sign_in("henrik").get("/inbox").text
