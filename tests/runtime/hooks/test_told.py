"""Other systems are told what happens: each event once for its reader, and by the same id."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from runtime.delivering import deliver
from runtime.hooks.kinds import Kind
from runtime.hooks.subscribing import (
    MayNotResend,
    NoSuchSubscription,
    NothingToResend,
    another_secret,
    end,
    resend,
    subscribe,
)
from store.tables.effects import EffectRow
from store.tables.hooks import HookRow
from store.tables.plans import CommitmentRow
from tests.living import Died, Living
from tests.runtime.hooks.receiver import Receiver, receiver

At = Callable[[str], Living]


@pytest.fixture
def other() -> Iterator[Receiver]:
    with ExitStack() as stack:
        yield stack.enter_context(receiver())


@pytest.fixture
def lock(at: At) -> Living:
    """A cycle at its lock, whose posts may go to loopback."""
    life = at("lock")
    settings = life.office.settings.model_copy(update={"hook_networks": ("127.0.0.0/8",)})
    life.office = replace(life.office, settings=settings)
    return life


def posts(life: Living) -> list[EffectRow]:
    return [row for row in life.rows(EffectRow) if row.kind == "hook"]


def test_a_lock_is_told_when_it_holds(lock: Living, other: Receiver) -> None:
    made = subscribe(lock.office, lock.company_id, other.url, [])
    lock.decide("executive_lock", "henrik")
    assert other.kinds() == ["decided"]
    lock.wait(minutes=30)
    kinds = other.kinds()
    assert kinds[:3] == ["decided", "plan_locked", "plan_committed"]
    assert set(kinds[3:]) == {"action_assigned"}
    assert other.checked(made.secret) == len(set(other.ids())) == len(kinds)
    decided, _locked, committed = other.events()[:3]
    assert decided["data"]["actor"]["key"] == "henrik"
    assert decided["data"]["facts"]["gate"] == "executive_lock"
    assert decided["source"].endswith("/companies/halden-foods")
    lines = committed["data"]["commitments"]
    assert len(lines) == len(lock.rows(CommitmentRow)) > 100
    assert {row.state for row in posts(lock)} == {"sent"}


def test_only_what_was_asked_for_and_nothing_from_before(lock: Living, other: Receiver) -> None:
    subscribe(lock.office, lock.company_id, other.url, [Kind.PLAN.value])
    lock.decide("executive_lock", "henrik")

    assert other.got == []
    (hook,) = lock.rows(HookRow)
    assert hook.told_seq > 0, "it was looked at"


@pytest.mark.parametrize("point", ["deliver.claimed", "deliver.sent"])
def test_a_process_that_dies_tells_it_again_under_the_same_id(
    lock: Living, other: Receiver, point: str
) -> None:
    subscribe(lock.office, lock.company_id, other.url, [Kind.DECISION.value])
    other.answers.append(500)
    lock.decide("executive_lock", "henrik")
    (post,) = posts(lock)
    lock.clock.at += timedelta(minutes=2)
    lock.dies_at.add(point)
    with pytest.raises(Died):
        deliver(lock.office, post.id, lock.company_id)
    lock.clock.at += timedelta(minutes=2)
    deliver(lock.office, post.id, lock.company_id)
    deliver(lock.office, post.id, lock.company_id)
    assert [row.state for row in posts(lock)] == ["sent"]
    assert len(other.got) == (3 if point == "deliver.sent" else 2)
    assert len(set(other.ids())) == 1


def test_a_receiver_that_is_away_is_tried_for_days_then_shown(
    lock: Living, other: Receiver
) -> None:
    subscribe(lock.office, lock.company_id, other.url, [Kind.DECISION.value])
    other.answers += [500] * 11
    lock.decide("executive_lock", "henrik")
    for _ in range(12):
        lock.clock.at += timedelta(days=1)
        for row in posts(lock):
            deliver(lock.office, row.id, lock.company_id)
    (post,) = posts(lock)
    assert (post.state, post.attempts, post.problem) == ("failed", 11, "It answered 500.")
    with pytest.raises(MayNotResend):
        resend(lock.office, lock.company_id, "erik", post.id)
    resend(lock.office, lock.company_id, "sofie", post.id)
    deliver(lock.office, post.id, lock.company_id)
    assert [row.state for row in posts(lock)] == ["sent"]
    assert len(set(other.ids())) == 1
    with pytest.raises(NothingToResend):
        resend(lock.office, lock.company_id, "sofie", post.id)


def test_who_is_gone_and_whose_subscription_ended_are_told_nothing(
    lock: Living, other: Receiver
) -> None:
    first = subscribe(lock.office, lock.company_id, other.url, [Kind.DECISION.value])
    second = subscribe(lock.office, lock.company_id, other.url, [Kind.DECISION.value])
    end(lock.office, lock.company_id, second.hook_id, why="No longer used.")
    other.answers.append(410)
    lock.decide("executive_lock", "henrik")
    assert len(other.got) == 1
    assert [hook.ended_why for hook in lock.rows(HookRow)] == [
        "The address answered 410, gone.",
        "No longer used.",
    ]
    with pytest.raises(NoSuchSubscription):
        another_secret(lock.office, lock.company_id, first.hook_id)


def test_another_secret_signs_from_then_on(lock: Living, other: Receiver) -> None:
    made = subscribe(lock.office, lock.company_id, other.url, [Kind.DECISION.value])
    changed = another_secret(lock.office, lock.company_id, made.hook_id)
    assert changed.secret != made.secret
    lock.decide("executive_lock", "henrik")
    assert other.checked(changed.secret) == 1
