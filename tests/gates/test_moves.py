"""Delegate, add an approver, comment, snooze, take back: who may, when, and refused how."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gates import errors
from gates.catalogue import EXECUTIVE_LOCK, TRADE_OFF
from gates.deciding import decide
from gates.gate import Gate
from gates.moves import (
    COMMENTS_MAX,
    Matter,
    check_adding,
    check_comment,
    check_delegating,
    check_taking_back,
    check_withdrawing,
)
from gates.people import Actor, Role, agent, person
from gates.rules import Outcome
from gates.snoozing import Snooze, Until, check_snoozing, sleeps
from gates.tiers import Assurance, Tier
from tests.gates.test_deciding import ballot, chair, delegation, made, waiting
from tests.stage import NOW

INES, JONAS = person("ines", Role.COO), person("jonas", Role.OPERATIONS_LEAD)
LEAD = person("signe", Role.SOP_LEAD)
PEOPLE = frozenset({"ines", "jonas", "marta", "erik", "sofie", "henrik", "signe"})
HOUR = timedelta(hours=1)
SURE = Assurance.STEPPED_UP
SEATED = (chair("ines"), chair("henrik"))
ADDED = replace(chair("jonas"), added=True)
MINE = made(by="ines")


def matter(gate: Gate = TRADE_OFF, **changes: Any) -> Matter:
    state = {"seats": SEATED, "delegations": ()} | changes
    closed_at = state.pop("closed_at", None)
    return Matter(
        gate=gate,
        waiting=waiting(closed=closed_at is not None, **state),
        due_at=NOW + 2 * HOUR,
        people=PEOPLE,
        closed_at=closed_at,
        outcome=state.get("outcome", Outcome.APPROVED) if closed_at else None,
    )


@pytest.mark.parametrize(
    ("by", "changes", "to", "refusal"),
    [
        pytest.param(INES, {}, "jonas", None, id="one's own seat"),
        pytest.param(JONAS, {}, "henrik", errors.NotYourDecision, id="without a seat"),
        pytest.param(agent("x"), {}, "jonas", errors.AgentsDoNotDecide, id="an agent"),
        pytest.param(INES, {}, "ines", errors.DelegationToSelf, id="to oneself"),
        pytest.param(INES, {}, "nobody", errors.NobodyByThatName, id="to nobody"),
        pytest.param(INES, {}, "marta", errors.TookPart, id="to an author"),
        pytest.param(INES, {}, "erik", errors.TookPart, id="to a submitter"),
        pytest.param(INES, {}, "sofie", errors.TookPart, id="to a recommender"),
        pytest.param(INES, {}, "henrik", errors.SitsAlready, id="to who sits here"),
        pytest.param(INES, {"decisions": (MINE,)}, "jonas", errors.AlreadyDecided, id="answered"),
        pytest.param(INES, {"closed_at": NOW}, "jonas", errors.RequestClosed, id="closed"),
    ],
)
def test_delegating(
    by: Actor, changes: dict[str, Any], to: str, refusal: type[errors.Refusal] | None
) -> None:
    wanted = delegation(receiver=to, starts_at=NOW)
    expect(refusal, lambda: check_delegating(matter(**changes), wanted, by=by, at=NOW))


def test_nobody_delegates_for_another() -> None:
    wanted = delegation(giver="henrik", receiver="jonas", starts_at=NOW)
    expect(errors.NotYourDelegation, lambda: check_delegating(matter(), wanted, by=INES, at=NOW))


@pytest.mark.parametrize(
    ("by", "changes", "to", "why", "refusal"),
    [
        pytest.param(INES, {}, "jonas", "He runs the line.", None, id="who sits"),
        pytest.param(LEAD, {}, "jonas", "He runs the line.", None, id="the S&OP lead"),
        pytest.param(JONAS, {}, "signe", "x", errors.NotInThisRequest, id="anybody else"),
        pytest.param(agent("x"), {}, "jonas", "x", errors.AgentsDoNotDecide, id="an agent"),
        pytest.param(INES, {}, "jonas", " ", errors.WhyMissing, id="without why"),
        pytest.param(INES, {}, "jonas", "x" * 2001, errors.ReasonTooLong, id="too many words"),
        pytest.param(INES, {}, "marta", "x", errors.TookPart, id="an author"),
        pytest.param(INES, {}, "henrik", "x", errors.SitsAlready, id="sits already"),
        pytest.param(INES, {}, "nobody", "x", errors.NobodyByThatName, id="nobody"),
        pytest.param(INES, {"closed_at": NOW}, "jonas", "x", errors.RequestClosed, id="closed"),
    ],
)
def test_adding(
    by: Actor, changes: dict[str, Any], to: str, why: str, refusal: type[errors.Refusal] | None
) -> None:
    expect(refusal, lambda: check_adding(matter(**changes), to, why=why, by=by))


@pytest.mark.parametrize(
    ("by", "who", "changes", "refusal"),
    [
        pytest.param(INES, "jonas", {}, None, id="who added"),
        pytest.param(LEAD, "jonas", {}, None, id="the S&OP lead"),
        pytest.param(
            person("henrik", Role.GENERAL_MANAGER), "jonas", {}, errors.NotAdded, id="another seat"
        ),
        pytest.param(INES, "henrik", {}, errors.NotAdded, id="a seat of the gate"),
        pytest.param(
            INES, "jonas", {"decisions": (made(by="jonas"),)}, errors.NotAdded, id="answered"
        ),
    ],
)
def test_taking_an_approver_back(
    by: Actor, who: str, changes: dict[str, Any], refusal: type[errors.Refusal] | None
) -> None:
    state = matter(seats=(*SEATED, ADDED), **changes)
    expect(refusal, lambda: check_taking_back(state, who, added_by="ines", by=by, sure=SURE))


@pytest.mark.parametrize(
    ("tier", "refusal"),
    [(Tier.LOW, None), (Tier.MEDIUM, None), (Tier.HIGH, errors.StepUpNeeded)],
)
def test_at_the_high_tier_who_does_without_an_approver_proves_who_they_are(
    tier: Tier, refusal: type[errors.Refusal] | None
) -> None:
    asked = matter(seats=(*SEATED, ADDED))
    state = replace(asked, gate=replace(asked.gate, tier=tier))
    sure = Assurance.SESSION
    expect(refusal, lambda: check_taking_back(state, "jonas", added_by="ines", by=INES, sure=sure))


@pytest.mark.parametrize(
    ("by", "text", "option", "so_far", "refusal"),
    [
        pytest.param(JONAS, "The line can.", None, 0, None, id="anybody"),
        pytest.param(JONAS, "The line can.", "early", 0, None, id="on an option"),
        pytest.param(JONAS, "x", "moon", 0, errors.NoSuchOption, id="on nothing"),
        pytest.param(JONAS, "\n\t ", None, 0, errors.CommentMissing, id="nothing said"),
        pytest.param(JONAS, "x" * 2001, None, 0, errors.CommentTooLong, id="too long"),
        pytest.param(JONAS, "x", None, COMMENTS_MAX, errors.TooManyComments, id="too many"),
        pytest.param(agent("x"), "x", None, 0, errors.AgentsDoNotDecide, id="an agent"),
    ],
)
def test_commenting(
    by: Actor, text: str, option: str | None, so_far: int, refusal: type[errors.Refusal] | None
) -> None:
    expect(refusal, lambda: check_comment(matter(), text, option=option, so_far=so_far, by=by))


@pytest.mark.parametrize(
    ("by", "said", "refusal"),
    [
        pytest.param(INES, {"moment": NOW + HOUR}, None, id="for an hour"),
        pytest.param(INES, {}, errors.SnoozeHasNoEnd, id="for ever"),
        pytest.param(INES, {"moment": NOW}, errors.SnoozeInThePast, id="until now"),
        pytest.param(
            INES, {"moment": NOW + 2 * HOUR}, errors.SnoozeBeyondDeadline, id="to the deadline"
        ),
        pytest.param(INES, {"until": Until.BRIEF}, None, id="until it changes"),
        pytest.param(INES, {"until": Until.ANSWER, "answer_of": "henrik"}, None, id="an answer"),
        pytest.param(
            INES,
            {"until": Until.ANSWER, "answer_of": "jonas"},
            errors.NothingToWaitFor,
            id="of who isn't asked",
        ),
        pytest.param(
            INES,
            {"until": Until.ANSWER, "answer_of": "ines"},
            errors.NothingToWaitFor,
            id="of oneself",
        ),
        pytest.param(JONAS, {"until": Until.BRIEF}, errors.NotYourDecision, id="not mine"),
    ],
)
def test_snoozing(by: Actor, said: dict[str, Any], refusal: type[errors.Refusal] | None) -> None:
    wanted = Snooze(**({"until": Until.MOMENT, "brief_sha256": "b"} | said))
    expect(refusal, lambda: check_snoozing(matter(), wanted, by=by, at=NOW))


@pytest.mark.parametrize(
    ("said", "later", "hidden"),
    [
        pytest.param({"moment": NOW + HOUR}, {}, True, id="before the moment"),
        pytest.param({"moment": NOW + HOUR}, {"at": NOW + HOUR}, False, id="at the moment"),
        pytest.param({"until": Until.BRIEF}, {}, True, id="nothing changed"),
        pytest.param({"until": Until.BRIEF}, {"brief_sha256": "c"}, False, id="a new brief"),
        pytest.param({"until": Until.ANSWER, "answer_of": "henrik"}, {}, True, id="silent"),
        pytest.param(
            {"until": Until.ANSWER, "answer_of": "henrik"},
            {"answered": {"henrik"}},
            False,
            id="answered",
        ),
        pytest.param({"until": Until.BRIEF}, {"at": NOW + 2 * HOUR}, False, id="the deadline"),
    ],
)
def test_a_snooze_ends_by_itself(
    said: dict[str, Any], later: dict[str, Any], *, hidden: bool
) -> None:
    snooze = Snooze(**({"until": Until.MOMENT, "brief_sha256": "b"} | said))
    state: dict[str, Any] = {"brief_sha256": "b", "answered": set(), "at": NOW} | later
    assert sleeps(snooze, due_at=NOW + 2 * HOUR, **state) is hidden


@pytest.mark.parametrize(
    ("by", "gate", "changes", "begun", "later", "refusal"),
    [
        pytest.param(INES, TRADE_OFF, {}, False, HOUR, None, id="others still to answer"),
        pytest.param(JONAS, TRADE_OFF, {}, False, HOUR, errors.NothingToWithdraw, id="not mine"),
        pytest.param(
            INES, EXECUTIVE_LOCK, {"closed_at": NOW}, False, timedelta(0), None, id="held"
        ),
        pytest.param(
            INES,
            EXECUTIVE_LOCK,
            {"closed_at": NOW},
            True,
            timedelta(0),
            errors.UndoIsOver,
            id="something has begun",
        ),
        pytest.param(
            INES,
            EXECUTIVE_LOCK,
            {"closed_at": NOW},
            False,
            HOUR,
            errors.UndoIsOver,
            id="the window is over",
        ),
        pytest.param(
            INES,
            TRADE_OFF,
            {"closed_at": NOW},
            False,
            timedelta(0),
            errors.NothingIsHeld,
            id="a gate that holds nothing",
        ),
    ],
)
def test_withdrawing(
    by: Actor,
    gate: Gate,
    changes: dict[str, Any],
    begun: bool,
    later: timedelta,
    refusal: type[errors.Refusal] | None,
) -> None:
    state = matter(gate, decisions=(MINE,), **changes)
    expect(refusal, lambda: check_withdrawing(state, begun=begun, by=by, at=NOW + later))


def test_what_was_sent_back_is_not_held() -> None:
    state = replace(
        matter(EXECUTIVE_LOCK, decisions=(MINE,), closed_at=NOW), outcome=Outcome.RETURNED
    )
    expect(errors.NothingIsHeld, lambda: check_withdrawing(state, begun=False, by=INES, at=NOW))


def test_an_added_approval_commits_no_money_of_its_own() -> None:
    state = waiting(seats=(*SEATED, ADDED), roles={"jonas": Role.OPERATIONS_LEAD})
    assert not decide(TRADE_OFF, waiting=state, ballot=ballot(), by=JONAS, at=NOW).amount_eur


def expect(refusal: type[errors.Refusal] | None, step: Any) -> None:
    if refusal is None:
        step()
    else:
        with pytest.raises(refusal):
            step()
