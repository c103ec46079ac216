"""What a day's delay of each open action costs: on the critical path, the whole stake's share."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from api import formats
from api.tongue import say
from api.views.decision import Viewer
from gates.delay import cost_per_day
from planning import written
from planning.critical_path import Dated, chained, slack_days
from store.reading_actions import ActionRecord


def late_days(
    records: Sequence[ActionRecord], dated: Sequence[Dated], viewer: Viewer
) -> Mapping[str, str]:
    """By action. What has slack costs nothing until it is used up; what stands alone says nothing.

    A critical day moves the last action of its decision, so it costs what is at stake there over
    the days that are left to that one: stake / max(last due - now, 1 day).
    """
    found = chained(dated)
    slack, keys = slack_days(found), {one.key for one in found}
    days = (record.row.due_at for record in records if record.row.key in keys)
    last = max(days, default=viewer.now)
    return {
        record.row.key: _words(
            slack.get(record.row.key),
            cost_per_day(record.stake_eur, due_at=last, now=viewer.now),
        )
        for record in records
    }


def _words(slack: int | None, cost_eur: Decimal) -> str:
    if slack is None or not cost_eur:
        return ""
    return (
        say("{counted} of slack", counted=formats.count(slack, "day"))
        if slack
        else _costs(cost_eur)
    )


def _costs(cost_eur: Decimal) -> str:
    return say("A day late costs {cost_eur}", cost_eur=written.eur(cost_eur))
