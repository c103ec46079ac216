"""A closed cycle's decision as pages and briefs tell it, also where an option can't be replayed."""

from typing import Any

import pytest

from api.gather.scores import score_line
from graphs.last_time import decision_words
from runtime.demo_telling import SENTENCES

NOTHING, EARLY = "Do nothing", "Build early"


def content(nothing: str | None, early: str | None) -> dict[str, Any]:
    """`Build early` was chosen; each with what it came to."""
    options = [
        {"key": name, "name": name, "expected_eur": "100.00", "actual_eur": actual}
        for name, actual in ((NOTHING, nothing), (EARLY, early))
    ]
    regret = None if early is None else str(max(int(nothing or 0) - int(early), 0))
    best = None if early is None else options[0] if regret != "0" else options[1]
    return {
        "weeks": 4,
        "adherence_pct": "98.0",
        "wape_pct": "12.0",
        "bias_pct": None,
        "chosen": options[1],
        "best": best,
        "options": options,
        "regret_eur": regret,
    }


@pytest.mark.parametrize(
    ("nothing", "early", "line", "words"),
    [
        pytest.param("80", "90", ("€90", EARLY, "€0", ""), "was the best choice", id="best"),
        pytest.param("99", "90", ("€90", NOTHING, "€9", ""), "would have earned €9", id="regret"),
        pytest.param(
            None,
            "90",
            ("€90", EARLY, "€0", f"No plan of {NOTHING} could"),
            f"“{NOTHING}” could not be replayed",
            id="another option",
        ),
        pytest.param(
            "80",
            None,
            ("–", "–", "–", f"No plan of {EARLY} could"),
            f"“{EARLY}” could not be replayed",
            id="the choice",
        ),
    ],
)
def test_told(nothing: str | None, early: str | None, line: tuple[str, ...], words: str) -> None:
    told = score_line("November 2026", content(nothing, early))
    assert (told.actual, told.best, told.regret) == line[:3]
    assert told.without.startswith(line[3])
    assert bool(told.without) == bool(line[3])
    assert words in decision_words("November 2026", content(nothing, early))
    sentence = SENTENCES["cycle_scored"]("", content(nothing, early), {})
    assert ("could not be replayed" in sentence) == (early is None)
