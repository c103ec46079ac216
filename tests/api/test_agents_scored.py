"""What agents proposed, at a cycle's close: computed, and told to whoever decides next."""

from typing import Any

import pytest

from api.gather.agents_scored import proposed_line
from graphs.agents_scored import Recommended, drafted
from graphs.last_time import agents_words
from planning.scenario import DO_NOTHING

EARLY, LIMIT = "build_early", "limit_promotion"


def options(**came: str | None) -> list[dict[str, Any]]:
    whole = {DO_NOTHING: "50", EARLY: "90", LIMIT: "70"} | came
    return [{"key": key, "name": key, "actual_eur": value} for key, value in whole.items()]


@pytest.mark.parametrize(
    ("pick", "chosen", "words", "told"),
    [
        pytest.param(
            EARLY, EARLY, f"“{EARLY}”, taken: €40 more than doing nothing", (), id="taken"
        ),
        pytest.param(
            EARLY,
            LIMIT,
            f"“{EARLY}”, not taken: €40 more than doing nothing, €20 more than the choice",
            (f"November: “{EARLY}”, which agents picked, would have earned €20 more",),
            id="not taken",
        ),
        pytest.param(
            LIMIT,
            EARLY,
            f"“{LIMIT}”, not taken: €20 more than doing nothing, €20 less than the choice",
            (f"November: “{LIMIT}”, which agents picked, would have earned €20 less",),
            id="rightly not taken",
        ),
    ],
)
def test_a_pick_is_held_against_nothing_and_the_choice(
    pick: str, chosen: str, words: str, told: tuple[str, ...]
) -> None:
    found = drafted(Recommended(pick=pick, chosen=chosen), options())
    assert proposed_line("November", found).drafter == words
    assert tuple(agents_words("November", found)) == told


@pytest.mark.parametrize(
    ("what", "came"),
    [
        pytest.param(None, {}, id="nothing to choose"),
        pytest.param(Recommended(pick=EARLY, chosen="changed_1"), {}, id="changed by a person"),
        pytest.param(Recommended(pick=EARLY, chosen=EARLY), {EARLY: None}, id="not replayed"),
    ],
)
def test_what_cannot_be_compared_is_not_told(
    what: Recommended | None, came: dict[str, str | None]
) -> None:
    assert drafted(what, options(**came)) == []


def test_readings_and_alarms_are_counted() -> None:
    said = [
        {"who": "reply_reader", "proposed": 3, "stood": 2},
        {"who": "monitor", "proposed": 1, "stood": 1},
    ]
    line = proposed_line("November", said)
    assert line.drafter == ""
    assert line.reader == "3 replies read, 1 of them again by a person"
    assert line.monitor == "1 change asked about, the plan adjusted for 1"
    assert [*agents_words("November", said)] == [
        "November: of three replies read by agents, 1 had to be read again by a person"
    ]
