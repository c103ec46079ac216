"""Promised against what came: for each commitment that is due, what was made or received."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from planning.actuals import Actual, ActualKind, summed
from planning.calendar_weeks import WEEK, monday_of
from planning.commitments import CommitmentKind

MADE_BY = {
    CommitmentKind.PRODUCTION: ActualKind.MADE,
    CommitmentKind.PURCHASE: ActualKind.RECEIVED,
    CommitmentKind.EXPEDITE: ActualKind.RECEIVED,
    CommitmentKind.STOCK: ActualKind.STOCK,
}


class Promised(NamedTuple):
    """One commitment, as far as it can be held against what came."""

    kind: CommitmentKind
    code: str
    due: date


def came(promised: Sequence[Promised], actuals: Iterable[Actual]) -> dict[Promised, int]:
    """What came for each that is due; those of a week nobody has reported are left out.

    Production is what was made since the item's promise before it, since a promise may be of
    several weeks; a delivery or stock is that of its own week.

    >>> week = date(2026, 11, 9)
    >>> made = Actual(week=week, kind=ActualKind.MADE, code="A", quantity=90)
    >>> one = Promised(CommitmentKind.PRODUCTION, "A", date(2026, 11, 13))
    >>> came([one, one._replace(due=date(2026, 11, 20))], [made]) == {one: 90}
    True
    """
    known = tuple(actuals)
    reported = {one.week for one in known}
    by_kind = {kind: summed(known, kind) for kind in ActualKind}
    found: dict[Promised, int] = {}
    before: dict[tuple[CommitmentKind, str], date] = defaultdict(lambda: date.min)
    for one in sorted(promised, key=lambda each: each.due):
        week = monday_of(one.due)
        if week in reported:
            said = by_kind[MADE_BY[one.kind]]
            since = before[one.kind, one.code]
            own = (
                (at for at in reported if since < at <= week)
                if one.kind is CommitmentKind.PRODUCTION and since > date.min
                else (week,)
            )
            found[one] = sum(said.get((one.code, at), 0) for at in own)
        before[one.kind, one.code] = week
    return found


def weeks_of_due(promised: Iterable[Promised]) -> tuple[date, ...]:
    """Every week from the first one due to the last, for looking up what came."""
    days = [monday_of(one.due) for one in promised]
    if not days:
        return ()
    count = (max(days) - min(days)) // WEEK + 1
    return tuple(min(days) + WEEK * at for at in range(count))
