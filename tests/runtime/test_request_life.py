"""The whole life of a request against a model: what is accepted, how it closes, what leaves.

Each sequence opens a request under a rule drawn by chance, then people answer (for themselves or
for others, on what stands or on what has moved, with changes or without, twice or not), take it
back, delegate and revoke, add approvers, comment, put it aside, briefs are redrawn, time passes,
the worker advances. The model knows in its own words what must be accepted.
"""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)
from sqlalchemy.engine import URL

from gates import deciding as gates_deciding
from gates import policies
from gates.catalogue import GATES, TRADE_OFF
from tests.runtime.life import VERBS, Life
from tests.runtime.life_stage import world_at

SEQUENCES, STEPS = 200, 40


WANTED = (
    *("approved", "returned", "rejected", "answered", "None"),
    *(verb.value for verb in VERBS),
    *("for another", "by mail", "taken back", "opened again", "brought by lateness"),
    "asked again by a redraft",
)
"""How a sequence ends, and what must have happened in some of them for it to show anything."""


def lives(url: URL, *, explain: bool = True) -> Counter[str]:
    """What happened in the sequences; raises at the first that goes other than the model."""
    every_verb = replace(TRADE_OFF, verbs=VERBS)
    with world_at(url) as world, pytest.MonkeyPatch.context() as patched:
        patched.setattr(policies, "GATES", {**GATES, TRADE_OFF.name: every_verb})
        here = type("Here", (Life,), {"world": world})
        given = settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=tuple(Phase) if explain else (Phase.generate,),
            print_blob=explain,
            report_multiple_bugs=explain,
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
        )
        run_state_machine_as_test(here, settings=given)
        return world.happened


@pytest.mark.heavy
@pytest.mark.timeout(900)
def test_a_request_lives_as_the_model_says(empty_database: URL) -> None:
    happened = lives(empty_database)
    missing = {*WANTED} - {what for what, times in happened.items() if times}
    assert not missing, f"in no sequence: {missing}; {happened}"


def anything_goes(*_args: object) -> None:
    """What a decider that has forgotten a rule checks."""


@pytest.mark.parametrize("forgets", ["_took_no_part", "_still_open"])
def test_the_model_notices_a_decider_that_forgets(
    forgets: str, empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates_deciding, forgets, anything_goes)
    with pytest.raises(AssertionError):
        lives(empty_database, explain=False)
