"""Two lives of one cycle compared by names, and who answers what in the second."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evals.oracle.levels import Level
from evals.reliving.apart import Kind, apart
from evals.reliving.names import Names
from evals.reliving.posting import Post, Posted, letter_name
from evals.reliving.same_matter import level_of
from evals.reliving.tiers import Tier, lowest_for
from evals.reliving.told import Told
from gates.materiality import Tolerances
from tests.evals.recordings import kept

AT = datetime(2026, 11, 2, 7, tzinfo=UTC)
NAMES = Names(cases={"input:7": "input/dach"}, requests={})


def happened(**said: Any) -> Told:
    usual: dict[str, Any] = {
        "at": AT,
        "kind": "letter_written",
        "about": "input/dach",
        "actor": "follow_up_agent",
        "channel": "worker",
        "material": {"to": "franka", "kind": "input_request"},
        "prose": {"subject": "Send the forecast"},
    }
    return Told(**usual | said)


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        pytest.param({"prose": {"subject": "Please send it"}}, Kind.PROSE_ONLY, id="prose"),
        pytest.param({"at": AT + timedelta(hours=1)}, Kind.RETIMED, id="an hour later"),
        pytest.param({"at": AT + timedelta(minutes=5)}, None, id="a busy worker"),
    ],
)
def test_what_differs_is_named_by_what_it_is(now: dict[str, Any], kind: Kind | None) -> None:
    found = apart((happened(),), (happened(**now),))
    assert [one.kind for one in found] == ([] if kind is None else [kind])


def test_a_number_that_differs_counts_and_its_setting_is_named() -> None:
    was, now = (
        happened(kind="submitted", material={"version": 1, "findings": findings}, prose={})
        for findings in (["R31:blocking"], ["R31:warning"])
    )
    (one,) = apart((was,), (now,), ["checks.R31", "gates.baseline.due_hours"])
    assert (one.kind, one.fields, one.blame) == (Kind.CHANGED, ("findings",), ("checks.R31",))
    assert one.counts


def test_what_came_and_what_went_are_told_apart() -> None:
    extra = happened(material={"to": "franka", "kind": "input_reminder"}, at=AT + timedelta(days=1))
    assert [one.kind for one in apart((happened(),), (happened(), extra))] == [Kind.ADDED]
    assert [one.kind for one in apart((happened(), extra), (happened(),))] == [Kind.REMOVED]


def test_a_mail_comes_as_long_after_its_letter_and_never_before_it_could() -> None:
    mail = Posted(
        file="0001.eml",
        received=AT + timedelta(hours=7),
        sender="franka",
        case="input/dach",
        letter="input/dach/asked/franka to franka",
        after=timedelta(hours=7),
        raw=b"",
    )
    post = Post(waiting=[mail])
    assert post.next_moment() is None  # nobody asked yet
    for asked, due in ((-5, 7), (0, 7), (3, 10)):
        post = Post(waiting=[mail])
        post.note(
            [(AT + timedelta(hours=asked), "input:7/asked/franka", "franka", "input:7")], NAMES
        )
        assert post.next_moment() == AT + timedelta(hours=due)


def test_a_letter_is_the_same_whatever_it_was_due() -> None:
    keys = [f"input:7/reminder/2026-11-0{day}T16:00:00+00:00/1" for day in (4, 5)]
    assert len({letter_name(NAMES, key, "franka") for key in keys}) == 1


def test_an_answer_is_known_while_what_was_asked_is_the_same_or_hardly_moved() -> None:
    recording = kept()
    asked = next(one for one in recording.requests if one.gate == "trade_off")
    brief = recording.briefs[asked.opened.data["brief"]]
    choice, bounds = str(asked.choice), Tolerances()

    def with_margin(times: str) -> Any:
        key = "margin_after_cost_eur"
        options = tuple(
            replace(one, values=one.values | {key: one.values[key] * type(one.values[key])(times)})
            for one in brief.options
        )
        return replace(brief, options=options)

    assert level_of(brief, brief, choice, bounds) is Level.RECORDED
    assert level_of(brief, with_margin("1.005"), choice, bounds) is Level.TRANSFERRED
    assert level_of(brief, with_margin("1.05"), choice, bounds) is Level.NEVER_ASKED
    without = replace(brief, options=tuple(o for o in brief.options if o.key != choice))
    assert level_of(brief, without, choice, bounds) is Level.NEVER_ASKED


def test_a_change_goes_to_the_lowest_tier_that_can_see_it() -> None:
    assert lowest_for([]) is Tier.T0
    assert lowest_for(["gates.review.due_hours", "checks.R31"]) is Tier.T1
    assert lowest_for(["gates.review.due_hours", "routing.forecast"]) is Tier.T2
    assert lowest_for(["language.prompts.draft"]) is Tier.T3
    assert lowest_for(["inputs.reminder_hours", "language.texts.0"]) is Tier.T4
