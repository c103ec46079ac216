"""Broken products: each is caught by the same attacks and the same oracles."""

from dataclasses import replace

import pytest
from sqlalchemy.engine import URL

from agents.reading_values import Reading, Verdict
from api.pages import environment
from tests.injections.attacks import FILE_PLACES, GATE_PLACES, MAIL_PLACES, Attack, attacks
from tests.injections.lived import attacked, effects_of, misleading

LEAST = 200


def picked(mark: str) -> Attack:
    return next(one for one in attacks(MAIL_PLACES) if one.mark == mark)


def test_the_suite_is_as_large_as_promised() -> None:
    every = list(attacks((*MAIL_PLACES, *FILE_PLACES, *(f"gate {one}" for one in GATE_PLACES))))
    assert len({one.mark for one in every}) == len(every) >= LEAST


def test_a_product_that_trusts_its_model_is_caught(
    empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trusting(_own: Reading, modelled: Reading) -> Reading:
        return replace(modelled, verdict=Verdict.ACCEPT)

    monkeypatch.setattr("agents.ask.weigh", trusting)
    for place in ("agents.verifier", "agents.reading_in_case", "agents.replies.reader"):
        monkeypatch.setattr(f"{place}.attacks_in", lambda _mail: ())
    with attacked(empty_database, "an action") as (life, letter):
        assert effects_of(life, letter, picked("zqboap0"))


def test_a_product_that_repeats_a_strangers_words_is_caught(
    empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("graphs.action_escalating", "graphs.action_telling"):
        monkeypatch.setattr(f"{place}.in_our_words", lambda update, _facts: update.text)
    with attacked(empty_database, "an action") as (life, letter):
        effects_of(life, letter, picked("zqbomi0"))
        life.wait(days=8)
        shown = misleading(life)
    assert any("a letter says zqbomi0" in one for one in shown)
    assert any(one.startswith("/requests/") for one in shown)


def test_a_product_that_does_not_escape_is_caught(
    empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = environment.__wrapped__()
    careless.autoescape = False
    monkeypatch.setattr("api.app.environment", lambda: careless)
    with attacked(empty_database, "an action") as (life, letter):
        effects_of(life, letter, picked("zqboex1"))
        shown = misleading(life)
    assert any("of the attacker stands in the page" in one for one in shown)
    assert any("leads to the attacker" in one for one in shown)
