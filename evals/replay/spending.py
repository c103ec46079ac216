"""What approvals before a moment have used of people's authority, in a replayed cycle."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from evals.replay.request import Replayed
from gates.authority import Spent
from gates.gate import APPROVING
from gates.rules import Outcome

COUNTS = frozenset({None, Outcome.APPROVED, Outcome.ANSWERED})


def spent_before(done: Sequence[Replayed], at: datetime) -> tuple[Spent, ...]:
    """Of the rounds of one matter only the last counts, as in `store.authorities`."""
    latest: dict[tuple[str, str], Replayed] = {}
    for one in done:
        if one.now.opened_at <= at:
            latest[str(one.asked.opened.data["case"]), one.asked.gate] = one
    again = {one.asked.opened.data["reopens"] for one in done if one.now.outcome != "withdrawn"}
    return tuple(
        Spent(person=answer.seat, gate=one.asked.gate, amount_eur=amount)
        for one in latest.values()
        if one.asked.id not in again and one.now.outcome in COUNTS
        for answer in one.now.answers
        if answer.verb in APPROVING
        and (amount := one.now.content.commits_eur(answer.choice)) > Decimal(0)
    )
