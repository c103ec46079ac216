"""T1: what a candidate playbook makes of recorded cycles, and what the verdict on it is."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from evals.comparing import results
from evals.comparing.judging import Policy
from evals.oracle.levels import Level, Lost
from evals.recording.recording import Recording
from evals.replay.candidate import live
from evals.replaying import beside
from evals.report import pages
from evals.telling import one_line
from gates.playbook import Playbook
from tests.evals.planted_changes import HARMFUL, HARMLESS, Changes, book, seats
from tests.evals.recordings import kept

NO_STAKE_TOO_HIGH = Policy(lost_stake_most_eur=Decimal("1e9"))


def compared(
    corpus: list[Recording], changes: Changes, out: Path, policy: Policy = NO_STAKE_TOO_HIGH
) -> dict[str, Any]:
    return results.compare(corpus, Playbook(), book(changes), out, policy=policy)


def test_an_answer_that_is_no_longer_asked_for_is_a_lost_correction_or_a_saved_touch() -> None:
    lived = live(kept(), book({"gates.review.slate": seats("sales_lead")}))
    assert {one.by: one.lost for one in lived.gone} == {
        "jonas": Lost.SAVED_TOUCH,
        "priya": Lost.LOST_CORRECTION,
    }
    assert set(lived.levels) == {Level.RECORDED}


def test_nobody_is_made_to_say_what_they_never_said() -> None:
    """A seat never asked is let pass after the usual time, counted, and taints what follows."""
    lived = live(kept(), book({"gates.trade_off.slate": seats("sales_lead")}))
    assert Level.NEVER_ASKED in lived.levels
    assert [one.lost for one in lived.gone] == [Lost.PASSED_ON]
    after = {
        one.replayed.asked.id
        for one in lived.answered
        if one.replayed.asked.gate == "executive_lock"
    }
    assert lived.tainted >= after


def test_the_first_event_that_differs_is_blamed_on_the_setting(simulated: list[Recording]) -> None:
    changes: Changes = {"gates.review.slate": seats("sales_lead", "operations_lead")}
    for recording in simulated[:6]:
        one = beside(recording, Playbook(), book(changes))
        assert one.apart[0].type == "gate.seated"
        assert one.apart[0].blame == ("gates.review.slate",)
        assert one.plain["coverage"] == 1.0


@pytest.mark.parametrize("name", ["finance no longer reviews", "margins may move by 5 %",
                                  "no check blocks but those that must",
                                  "people are nagged"])  # fmt: skip
def test_harm_fails(name: str, simulated: list[Recording], tmp_path: Path) -> None:
    assert compared(simulated, HARMFUL[name], tmp_path)["verdict"] == "fail"


@pytest.mark.parametrize("name", ["two more hours to review", "effects are held longer"])
def test_the_harmless_does_not(name: str, simulated: list[Recording], tmp_path: Path) -> None:
    assert compared(simulated, HARMLESS[name], tmp_path)["verdict"] != "fail"


@pytest.mark.long
@pytest.mark.timeout(900)
def test_every_planted_harm_fails_and_nothing_harmless_does(
    development: list[Recording], tmp_path: Path
) -> None:
    found = {
        name: compared(development, changes, tmp_path / str(n))["verdict"]
        for n, (name, changes) in enumerate({**HARMFUL, **HARMLESS}.items())
    }
    assert {name for name, verdict in found.items() if verdict == "fail"} == HARMFUL.keys()
    assert sum(found[name] == "pass" for name in HARMLESS) >= 6


def test_a_corpus_that_cannot_tell_says_so(simulated: list[Recording], tmp_path: Path) -> None:
    few = compared(simulated[:3], HARMLESS["two more hours to review"], tmp_path / "few")
    assert few["verdict"] == "inconclusive"
    unread = compared(simulated, HARMLESS["followed up a week longer"], tmp_path / "unread")
    assert unread["verdict"] == "inconclusive"
    assert unread["without_evidence"] == ["follow_up_weeks"]
    unknown = compared(simulated, {"gates.trade_off.slate": seats("sales_lead"),
                                   "gates.review.slate": seats("procurement"),
                                   "gates.baseline.slate": seats("procurement")},
                       tmp_path / "unknown")  # fmt: skip
    assert unknown["coverage"] < 0.8
    assert unknown["verdict"] != "pass"


def test_a_recording_that_does_not_give_its_own_events_makes_it_invalid(
    simulated: list[Recording], tmp_path: Path
) -> None:
    other = results.results(
        [{**results.score(simulated[0], Playbook(), Playbook(), Policy()), "same": False}],
        Playbook(),
        Playbook(),
        Policy(),
    )
    assert other["verdict"] == "invalid"
    (tmp_path / results.RESULTS).write_text(json.dumps(other))
    assert results.judged_again(tmp_path, Policy())[0] == "invalid"


def test_a_high_stake_fails_however_rare(simulated: list[Recording], tmp_path: Path) -> None:
    said = compared(
        simulated, HARMFUL["finance no longer reviews"], tmp_path, Policy(margins=LOOSE)
    )
    assert said["verdict"] == "fail"
    assert all("was at stake" in reason for reason in said["reasons"])
    assert (
        results.judged_again(tmp_path, Policy(margins=LOOSE, lost_stake_most_eur=Decimal("1e9")))[0]
        != "fail"
    )


def test_recorded_and_invented_cycles_are_not_taken_for_one(
    simulated: list[Recording], tmp_path: Path
) -> None:
    with pytest.raises(results.MixedCorpus):
        compared([*simulated[:2], kept()], HARMLESS["two more hours to review"], tmp_path)


LOOSE = dict.fromkeys(Policy().margins, 1e6)


def test_an_interrupted_comparison_goes_on_where_it_stopped(
    simulated: list[Recording], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = compared(simulated, HARMLESS["two more hours to review"], tmp_path / "whole")
    lines = (tmp_path / "whole" / results.SCORES).read_text().splitlines(keepends=True)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / results.SCORES).write_text("".join(lines[:10]) + lines[10][:40])
    scored: list[str] = []
    really = results.score

    def counting(recording: Recording, *books: Any) -> dict[str, Any]:
        scored.append(recording.name)
        return really(recording, *books)

    monkeypatch.setattr(results, "score", counting)
    again = compared(simulated, HARMLESS["two more hours to review"], tmp_path / "again")
    assert len(scored) == len(simulated) - 10
    assert again == whole


def test_a_report_is_one_file_and_says_what_was_written_as_text(
    simulated: list[Recording], tmp_path: Path
) -> None:
    found = compared(simulated, HARMFUL["finance no longer reviews"], tmp_path)
    found["gone"][0]["reason"] = "<script>alert(1)</script>"
    page = pages.page(found)
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
    assert one_line(found).replace("'", "&#39;") in page
    assert pages.junit(found).count(b"<testcase") == 6
