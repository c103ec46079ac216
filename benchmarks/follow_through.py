"""Follow-up by our cadence beside no reminders and beside weekly reminders to all.

    python -m benchmarks.follow_through [QUARTERS]

The people are simulated (`benchmarks/follow_people.py`); when they are reminded and when somebody
above them is asked are the product's own functions on its own playbook.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from statistics import mean
from typing import NamedTuple
from zoneinfo import ZoneInfo

from benchmarks.follow_people import DAY, Work, drawn_quarter
from gates.cadence import Cadence
from gates.playbook import Playbook
from gates.risk import AS_BEFORE, Risk, chased
from graphs.reminding import patience_ends, reminders_due
from planning.critical_path import Dated, chained, slack_days

QUARTERS = 200
BEGINS = datetime(2026, 11, 3, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))
ENDS = BEGINS + DAY * 140
HOUR = timedelta(hours=1)
WEEKLY = DAY * 7
SHIPPED = Playbook()


class Came(NamedTuple):
    """One quarter under one way of following up."""

    on_time_pct: float
    done_pct: float
    messages: int
    late_days: float
    end_late_days: float
    """Of the last action of each decision: the day that hurts."""
    on_time: int
    asked: int
    """How often a person above the owner was asked how to go on."""


Letters = set[tuple[int, datetime]]
"""Who was written when: what reaches one person at one moment is one letter."""


def nobody(_work: list[Work], _at: datetime, _letters: Letters) -> None:
    """No reminders: an answer that falls short is found out when somebody looks, after a week."""


def weekly(work: list[Work], at: datetime, letters: Letters) -> None:
    """Every Monday morning a letter for each action that is open, to all."""
    if at.weekday() or at.hour != 9:
        return
    for number, one in enumerate(work):
        if one.asked_at and one.asked_at < at and one.done_at is None:
            letters.add((number, at))
            one.letter(at)


def ours(risk: Risk) -> "Way":
    """By each one's day, slack and calendar, in one letter a person; then a person is asked."""

    def way(work: list[Work], at: datetime, letters: Letters) -> None:
        slack = _slack(work)
        going = [one for one in work if one.asked_at and one.asked_at < at and one.done_at is None]
        cadences = {one.key: _cadence(one, risk, slack.get(one.key)) for one in going}
        for one in going:
            owed = _owed(one, at, cadences[one.key])
            if owed > one.given:
                one.given = owed
                letters.add((id(one.owner), at))
                one.letter(at)
        for number, one in enumerate(going):
            until = one.chased_until + one.escalated * 3 * DAY
            ends = patience_ends(until, cadences[one.key], one.owner.calendar)
            if ends <= at:
                letters.add((-1 - number, at))
                one.pressed(at)

    return way


def _slack(work: list[Work]) -> dict[str, int | None]:
    """Among what is open; a cycle's own chain, as in the product."""
    cycles: dict[str, list[Dated]] = {}
    for one in work:
        if one.done_at is None:
            day = one.due_at.date()
            after = tuple(other.key for other in one.after if other.done_at is None)
            dated = Dated(key=one.key, decided=day, due=day, after=after)
            cycles.setdefault(one.key.rsplit(" ", 1)[0], []).append(dated)
    return {
        key: days for found in cycles.values() for key, days in slack_days(chained(found)).items()
    }


def _cadence(one: Work, risk: Risk, slack: int | None) -> Cadence:
    assert one.asked_at is not None
    return chased(SHIPPED.actions, risk, slack, since=one.asked_at, due_at=one.chased_until)


def _owed(one: Work, at: datetime, cadence: Cadence) -> int:
    """As `graphs/action_timers.py` counts them."""
    assert one.asked_at is not None
    half = one.asked_at + (one.chased_until - one.asked_at) / 2
    if at <= half:
        one.given = reminders_due(one.chased_until, cadence, half, one.owner.calendar)
        return 0
    return reminders_due(one.chased_until, cadence, at, one.owner.calendar)


Way = Callable[[list[Work], datetime, Letters], None]
WAYS: dict[str, tuple[Way, bool]] = {
    "no reminders": (nobody, False),
    "weekly reminders to all": (weekly, False),
    "ours, by the day alone": (ours(AS_BEFORE), True),
    "ours": (ours(SHIPPED.risk), True),
}
"""Each with whether what comes in is held against what was asked for at once."""


def live(seed: int, name: str) -> Came:
    way, checks = WAYS[name]
    work, letters = drawn_quarter(seed, BEGINS), Letters()
    at, extra = BEGINS, 0
    while at < ENDS:
        for one in work:
            if one.decided_at <= at and one.may_begin():
                one.asked(at)
        way(work, at, letters)
        extra += sum(_answered(work, at, checks=checks))
        at += HOUR
    return _counted(work, len(work) + len(letters) + extra)


def _answered(work: list[Work], at: datetime, *, checks: bool) -> Iterator[int]:
    """Answers that come in this hour; counts what they are told back."""
    for one in work:
        if one.done_at is not None or one.answers is None or one.answers > at:
            continue
        if one.falls_short():
            one.told_short = True
            back = at if checks else at + WEEKLY
            one.answers = back + one._days(0.5, 2)  # noqa: SLF001
            yield 1
        else:
            one.done_at = at


def _counted(work: list[Work], messages: int) -> Came:
    done = [one for one in work if one.done_at is not None]
    on_time = [one for one in done if one.done_at and one.done_at <= one.due_at]
    late = [_late(one) for one in work]
    waited_for = {id(one) for other in work for one in other.after}
    ends = [one for one in work if one.after and id(one) not in waited_for]
    return Came(
        on_time_pct=100 * len(on_time) / len(work),
        done_pct=100 * len(done) / len(work),
        messages=messages,
        late_days=mean(late),
        end_late_days=mean(_late(one) for one in ends),
        on_time=len(on_time),
        asked=sum(one.escalated for one in work),
    )


def _late(one: Work) -> float:
    return max(((one.done_at or ENDS) - one.due_at) / DAY, 0)


def main() -> None:
    quarters = int(sys.argv[1]) if len(sys.argv) > 1 else QUARTERS
    lived = {name: [live(seed, name) for seed in range(quarters)] for name in WAYS}
    print(f"{quarters} quarters\n")
    print("| way | on time | done | letters | days late, mean | the last one of a chain | asked |")
    print("|---|---|---|---|---|---|---|")
    for name, came in lived.items():
        on_time, done, letters, late, end, _, asked = (
            mean(one[at] for one in came) for at in range(7)
        )
        print(
            f"| {name} | {on_time:.1f} % | {done:.1f} % | {letters:.1f} | {late:.1f} | {end:.1f}"
            f" | {asked:.1f} |"
        )
    for other in (name for name in WAYS if name != "ours"):
        pairs = list(zip(lived["ours"], lived[other], strict=True))
        ahead = sum(mine.on_time_pct > theirs.on_time_pct for mine, theirs in pairs)
        fewer = sum(mine.messages < theirs.messages for mine, theirs in pairs)
        sooner = sum(mine.end_late_days < theirs.end_late_days for mine, theirs in pairs)
        print(
            f"\nAgainst {other}: more on time in {ahead} of {quarters}, fewer letters in {fewer},"
            f" the last one sooner in {sooner}"
        )
        print(f"Letters more for each more on time: {_each_more(pairs)}")


def _each_more(pairs: list[tuple[Came, Came]]) -> str:
    """What one more action closed on time takes in letters; the number of actions is the same."""
    letters = sum(mine.messages - theirs.messages for mine, theirs in pairs)
    closed = sum(mine.on_time - theirs.on_time for mine, theirs in pairs)
    return f"{letters / closed:.2f}" if closed > 0 and letters > 0 else "none"


if __name__ == "__main__":
    main()
