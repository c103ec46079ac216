"""A process is killed at every place of decide, advance and deliver; the next one goes on.

The places are every point the code names and every round trip to the database, in a case with
two gates, four answers and two letters, once approved and once returned. `make test` kills at all
named points and a spread of the round trips; `make test-long` at every one, and twice over.
"""

from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy.engine import URL

from tests.databases import fresh_database
from tests.failure.broken import MUTANTS
from tests.failure.life import SCRIPTS
from tests.failure.nursery import Nursery, Tally, nursery
from tests.invariants import INVARIANTS

KILLS = 300
KILLS_LONG = 2000
SPARE = 5
"""A round trip more or less between two threads: some of the last places aren't reached again."""


@pytest.fixture(scope="module")
def sound(server: URL) -> Iterator[Nursery]:
    with fresh_database(server) as url, nursery(url) as opened:
        yield opened


@pytest.fixture(scope="module")
def spoilt(server: URL) -> Iterator[Nursery]:
    """For broken products, whose companies are left in a state that others needn't see."""
    with fresh_database(server) as url, nursery(url) as opened:
        yield opened


@pytest.fixture
def nursed(sound: Nursery) -> Nursery:
    sound.tally = Tally()
    return sound


def places(nursed: Nursery, script: str) -> tuple[list[str], list[str]]:
    """Named points and round trips that a whole life comes by."""
    passed = nursed.run(script).passed
    named = [place for place in passed if not place.startswith("round_trip")]
    return named, [place for place in passed if place not in named]


def spread(places: list[str], count: int) -> list[str]:
    """Evenly over the whole life, its first and last place among them."""
    step = (len(places) - 1) / max(count - 1, 1)
    return [places[round(n * step)] for n in range(min(count, len(places)))]


@pytest.mark.heavy
@pytest.mark.timeout(900)
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_same_end_wherever_a_process_dies(nursed: Nursery, script: str) -> None:
    wanted = KILLS // len(SCRIPTS)
    named, round_trips = places(nursed, script)
    assert {place.split("#")[0] for place in named} >= {
        "decision.before_commit",
        "decision.committed",
        "advance.locked",
        "advance.moved",
        "advance.recorded",
    }
    for place in (*named, *spread(round_trips, wanted + SPARE - len(named))):
        nursed.run(script, place)
    print(nursed.tally)
    assert nursed.tally.kills >= wanted, str(nursed.tally)
    assert not nursed.tally.against, str(nursed.tally)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_same_end_however_often_they_die(nursed: Nursery, script: str) -> None:
    named, round_trips = places(nursed, script)
    everywhere = named + round_trips
    for place in everywhere:
        nursed.run(script, place)
    chance = Random(script)
    while nursed.tally.kills < KILLS_LONG // len(SCRIPTS):
        nursed.run(script, *chance.choices(everywhere, k=2))
    assert not nursed.tally.against, str(nursed.tally)
    print(nursed.tally)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_product_is_caught(spoilt: Nursery, name: str) -> None:
    spoilt.tally = Tally()
    mutant = MUTANTS[name]
    spoilt.run(mutant.script, *filter(None, [mutant.dies_at]), broken_by=name)
    assert mutant.caught_by in INVARIANTS
    assert mutant.caught_by in spoilt.tally.against, str(spoilt.tally)
