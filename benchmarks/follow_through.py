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
from gates.playbook import Cadence, Playbook
from graphs.reminding import patience_ends, reminder_times

QUARTERS = 60
BEGINS = datetime(2026, 11, 3, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))
ENDS = BEGINS + DAY * 110
HOUR = timedelta(hours=1)
WEEKLY = DAY * 7


class Came(NamedTuple):
    """One quarter under one way of following up."""

    on_time_pct: float
    done_pct: float
    messages: int
    late_days: float


Letters = set[tuple[int, datetime]]
"""Who was written when: what reaches one person at one moment is one letter."""


def nobody(_work: list[Work], _at: datetime, _book: Cadence, _letters: Letters) -> None:
    """No reminders: an answer that falls short is found out when somebody looks, after a week."""


def weekly(work: list[Work], at: datetime, _book: Cadence, letters: Letters) -> None:
    """Every Monday morning a letter for each action that is open, to all."""
    if at.weekday() or at.hour != 9:
        return
    for number, one in enumerate(work):
        if one.asked_at < at and one.done_at is None:
            letters.add((number, at))
            one.letter(at)


def ours(work: list[Work], at: datetime, book: Cadence, letters: Letters) -> None:
    """By each one's day and calendar, in one letter a person; a person is asked after that."""
    reminded = [one for one in work if _is_due(one, at, book)]
    for one in reminded:
        letters.add((id(one.owner), at))
        one.letter(at)
    for number, one in enumerate(work):
        ends = patience_ends(one.due_at + one.escalated * 3 * DAY, book, one.owner.calendar)
        if one.done_at is None and one.asked_at < at and ends <= at < ends + HOUR:
            letters.add((-1 - number, at))
            one.pressed(at)


def _is_due(one: Work, at: datetime, book: Cadence) -> bool:
    if one.done_at is not None or at <= one.asked_at + (one.due_at - one.asked_at) / 2:
        return False
    times = reminder_times(one.due_at, book, one.owner.calendar)
    return any(moment <= at < moment + HOUR for moment in times)


Way = Callable[[list[Work], datetime, Cadence, Letters], None]
WAYS: dict[str, tuple[Way, bool]] = {
    "no reminders": (nobody, False),
    "weekly reminders to all": (weekly, False),
    "ours": (ours, True),
}
"""Each with whether what comes in is held against what was asked for at once."""


def live(seed: int, name: str) -> Came:
    way, checks = WAYS[name]
    work, letters = drawn_quarter(seed, BEGINS), Letters()
    book = Playbook().actions
    for one in work:
        one.asked()
    at, extra = BEGINS, 0
    while at < ENDS:
        way(work, at, book, letters)
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
    late = [max(((one.done_at or ENDS) - one.due_at) / DAY, 0) for one in work]
    return Came(
        on_time_pct=100 * len(on_time) / len(work),
        done_pct=100 * len(done) / len(work),
        messages=messages,
        late_days=mean(late),
    )


def main() -> None:
    quarters = int(sys.argv[1]) if len(sys.argv) > 1 else QUARTERS
    lived = {name: [live(seed, name) for seed in range(quarters)] for name in WAYS}
    print(f"{quarters} quarters\n")
    print("| way | on time | done | letters a quarter | days late, mean |\n|---|---|---|---|---|")
    for name, came in lived.items():
        figures = [mean(one[at] for one in came) for at in range(4)]
        print(
            f"| {name} | {figures[0]:.1f} % | {figures[1]:.1f} % |"
            f" {figures[2]:.1f} | {figures[3]:.1f} |"
        )
    for other in ("no reminders", "weekly reminders to all"):
        pairs = list(zip(lived["ours"], lived[other], strict=True))
        ahead = sum(mine.on_time_pct > theirs.on_time_pct for mine, theirs in pairs)
        fewer = sum(mine.messages < theirs.messages for mine, theirs in pairs)
        print(f"\nAgainst {other}: more on time in {ahead} of {quarters}, fewer letters in {fewer}")


if __name__ == "__main__":
    main()
