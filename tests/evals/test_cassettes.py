"""Answers of a model on tape: kept by an endpoint that speaks the protocol, found without it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from langchain_core.messages import HumanMessage
from pydantic import BaseModel

from agents.ask import Endpoint, Modelled, ask
from agents.tape import Both, Heard, Question
from evals.cassettes.cassette import NOT_THERE, Cassette
from evals.cassettes.mode import Mode
from evals.cassettes.speaking import speaking
from evals.cassettes.spent import Prices, spent
from evals.reliving.repeated import told_of
from runtime.language import LanguageSettings, chat_model, choose
from tests.agents.endpoints import answering, filling


class Colour(BaseModel):
    colour: Literal["red", "green"]


RED = Heard(value={"colour": "red"}, tokens_in=40, tokens_out=2, latency_s=0.3)
SAID = [HumanMessage("Pick a colour.")]


class Kept:
    """A tape that finds nothing, as a case's does in life."""

    def __init__(self) -> None:
        self.calls: list[tuple[Question, Heard]] = []

    def find(self, question: Question) -> Heard | None:
        return None

    def keep(self, question: Question, heard: Heard) -> None:
        self.calls.append((question, heard))


def offline(cassette: Cassette, model: str = "small") -> Endpoint:
    return Endpoint(model=None, name=model, method="json_schema", limit_s=1, tape=cassette)


def recorded() -> list[tuple[Question, Heard]]:
    """What an endpoint on loopback was asked, and said, twice."""
    tape = Kept()
    with answering(filling(lambda _name: json.dumps({"colour": "red"}))) as url:
        live = choose(LanguageSettings(model="small", base_url=url, max_retries=0)).language
        assert isinstance(live, Modelled)
        endpoint = replace(live.endpoint, tape=tape)
        assert [ask(endpoint, Colour, SAID).value for _ in range(2)] == [Colour(colour="red")] * 2
    return tape.calls


def test_what_a_server_said_is_said_again_without_it() -> None:
    calls = [(question, replace(heard, cached=True)) for question, heard in recorded()]
    assert len({question.key for question, _ in calls}) == 1
    cassette = Cassette(recorded=calls)
    language, _allowed = speaking(cassette, None)
    assert isinstance(language, Modelled)
    for _ in calls:
        answer = ask(language.endpoint, Colour, SAID)
        assert answer.value == Colour(colour="red")
        assert answer.provenance.tokens == calls[0][1].tokens_in + calls[0][1].tokens_out
    assert (cassette.hits, cassette.misses) == (2, [])
    assert ask(language.endpoint, Colour, SAID).value is None
    assert cassette.misses[0].differs == "it was asked more often than it was recorded"


@pytest.mark.parametrize(
    ("model", "words", "differs"),
    [
        pytest.param("other", "Pick a colour.", "model differs: “small” → “other”", id="model"),
        pytest.param("small", "Pick a shade.", "message 0, human differs", id="words"),
    ],
)
def test_a_miss_names_the_nearest_and_what_differs(model: str, words: str, differs: str) -> None:
    cassette = Cassette(recorded=[(_question(), RED)])
    answer = ask(offline(cassette, model), Colour, [HumanMessage(words)])
    assert (answer.value, answer.provenance.fallback) == (None, NOT_THERE)
    (miss,) = cassette.misses
    assert miss.nearest == _question().key
    assert miss.differs.startswith(differs)


def _question() -> Question:
    return Question(
        model="small",
        method="json_schema",
        answer="Colour",
        schema=Colour.model_json_schema(),
        messages=(("human", "Pick a colour."),),
    )


def test_live_asks_everything_and_auto_only_what_is_new() -> None:
    with answering(filling(lambda _name: json.dumps({"colour": "green"}))) as url:
        model = chat_model(LanguageSettings(model="small", base_url=url, max_retries=0))
        for mode, colours in ((Mode.LIVE, ["green", "green"]), (Mode.AUTO, ["red", "green"])):
            cassette = Cassette(recorded=[(_question(), replace(RED, cached=True))], mode=mode)
            endpoint = replace(offline(cassette), model=model, limit_s=30)
            said = [ask(endpoint, Colour, SAID).value for _ in range(2)]
            assert [one.colour for one in said if one] == colours
            assert cassette.hits == colours.count("red")
            assert len(cassette.played) == 2


def test_an_answer_on_tape_that_no_longer_fits_its_schema_is_none() -> None:
    cassette = Cassette(recorded=[(_question(), replace(RED, value={"colour": "blue"}))])
    answer = ask(offline(cassette), Colour, SAID)
    assert (answer.value, answer.provenance.fallback) == (None, "ValidationError")


def test_what_a_cassette_finds_the_case_keeps_too() -> None:
    tape = Kept()
    both = Both(Cassette(recorded=[(_question(), RED)]), tape)
    assert both.find(_question()) == RED
    assert tape.calls == [(_question(), RED)]


def test_language_costs_what_a_named_table_says(tmp_path: Path) -> None:
    table = tmp_path / "prices.toml"
    table.write_text('name = "May"\n[models.small]\ninput_eur = 2\noutput_eur = 8\n')
    prices = Prices.of_file(table)
    cost = spent([("small", RED), ("small", replace(RED, value=None, failure="TimeoutError"))])
    assert cost.cost_eur(prices) == Decimal("0.000192")
    said = cost.plain(prices)
    assert (said["prices"], said["failed"], said["p95_s"]) == ("May", 1, 0.3)
    assert spent([("other", RED)]).cost_eur(prices) is None  # no price, no figure


def test_repeats_are_told_with_their_interval() -> None:
    said = {
        "recording": "halden-foods/2026-11",
        "runs": 5,
        "good": 4,
        "good_low": 0.376,
        "good_high": 0.964,
        "pass_hat": {"1": 0.8, "5": 0.0},
        "language": {"tokens_in": 10, "tokens_out": 2, "cost_eur": None, "p95_s": 1.5},
    }
    assert told_of(said) == (
        "halden-foods/2026-11: good 4 of 5 [0.38, 0.96]; pass^1 0.80, pass^5 0.00;"
        " 10 + 2 tokens, p95 1.50 s"
    )
