"""A comparison with whole lives beside it: a broken promise fails, and cost stands by quality."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.comparing.judging import Policy
from evals.comparing.results import RESULTS, compare, judged_again
from evals.comparing.whole import with_lives
from evals.reliving.repeated import grouped
from evals.reliving.suite import Again, told_of
from evals.report import pages
from gates.playbook import Playbook
from tests.evals.lives import DIFFERS, PRICES, again
from tests.evals.recordings import kept


@pytest.fixture
def out(tmp_path: Path) -> Path:
    compare([kept()], Playbook(), Playbook(), tmp_path, policy=Policy())
    return tmp_path


def with_(out: Path, *lives: Again) -> dict[str, Any]:
    found = json.loads((out / RESULTS).read_text(encoding="utf-8"))
    return with_lives(found, lives, out, policy=Policy(), prices=PRICES)


def test_a_promise_that_breaks_fails_however_good_the_metrics_are(out: Path) -> None:
    sound = with_(out, again())
    assert sound["verdict"] == "inconclusive", "one company"
    broken = with_(out, again("A seat decides once"))
    assert broken["verdict"] == "fail"
    assert broken["reasons"] == ["a promise broke: A seat decides once"]
    assert judged_again(out, Policy())[0] == "fail"
    junit = pages.junit(broken).decode()
    assert f'name="{kept().name}"><failure type="fail" message="A seat decides once"' in junit


def test_cost_and_what_differs_stand_beside_the_metrics(out: Path) -> None:
    found = with_(out, again(apart=(DIFFERS,)))
    language = found["whole"]["language"]
    assert [language[one]["cost_eur"] for one in ("base", "candidate")] == ["0.0028", "0.0056"]
    page = pages.page(found)
    for said in ("€ 0.0056 by May", "input_accepted input/dach", "checks.R31", "No promise broke"):
        assert said in page


def test_a_life_is_told_with_everything_it_could_not_do_as_it_was_done() -> None:
    one = again(apart=(DIFFERS,), refused=("ines at trade_off: too late",))
    said = "\n".join(told_of(one, PRICES))
    assert "other, not exact; 1 changed" in said
    assert "not given again: ines at trade_off: too late" in said
    assert "2 answers, 2 from the cassette, 2000 + 200 tokens, 0.0056 € by May" in said
    assert "changed: input_accepted input/dach, by checks.R31" in said


def test_a_run_is_good_where_nothing_broke_and_people_were_understood() -> None:
    runs = [again(), again(), again("A seat decides once"), again(apart=(DIFFERS,))]
    (many,) = grouped(runs)
    said = many.plain(None)
    assert (said["runs"], said["good"]) == (4, 2)
    assert said["pass_hat"] == {"1": 0.5, "2": pytest.approx(1 / 6), "3": 0.0, "4": 0.0}
    assert said["language"]["cost_eur"] is None
    assert said["broken"] == ["A seat decides once"]
