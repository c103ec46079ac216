"""How the slack of an action moves its chase: sooner where a day late hurts, later where it waits.

Slack is how far an action may slip before the last one of its chain moves
(`planning/critical_path.py`). What stands alone has none to count and keeps its cadence.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Annotated

from pydantic import BaseModel, Field
from pydantic.config import JsonDict

from gates.cadence import Cadence
from gates.policies import HOURS, TUNED

DAYS: JsonDict = {"unit": "days"}
HOUR, DAY_HOURS = timedelta(hours=1), 24


class Risk(BaseModel):
    """Only when somebody is written to or asked moves, never how often."""

    model_config = TUNED
    sooner_hours: Annotated[
        int,
        Field(title="Reminders sooner without slack", ge=0, le=168, json_schema_extra=HOURS),
    ] = 24
    """Never so much that the last one comes in the first half of the time."""
    grace_hours: Annotated[
        int, Field(title="Grace without slack", ge=0, le=336, json_schema_extra=HOURS)
    ] = 12
    """Where a day late moves everything after it, a person is asked after this, or after the
    usual grace where that is less."""
    slack_days: Annotated[
        int, Field(title="Slack that is waited for", ge=0, le=14, json_schema_extra=DAYS)
    ] = 2
    """Where there is slack, a person is asked so many days later, and never more than it has."""


AS_BEFORE = Risk(sooner_hours=0, grace_hours=336, slack_days=0)
"""A version from before slack counted: the cadence alone."""


def chased(
    cadence: Cadence, risk: Risk, slack_days: int | None, *, since: datetime, due_at: datetime
) -> Cadence:
    """The cadence of an action with so much slack, whose day was set at `since`."""
    if slack_days is None:
        return cadence
    if slack_days:
        waits = min(slack_days, risk.slack_days) * DAY_HOURS
        return cadence.model_copy(update={"grace_hours": cadence.grace_hours + waits})
    room = ceil((due_at - since) / 2 / HOUR) - 1
    return cadence.model_copy(
        update={
            **_within(cadence, risk, room),
            "grace_hours": min(cadence.grace_hours, risk.grace_hours),
        }
    )


def _within(cadence: Cadence, risk: Risk, room: int) -> dict[str, int]:
    """As much sooner as leaves every reminder in the last `room` hours; where they don't fit
    there at their own distance, closer together, but a day apart.
    """
    gaps = max(cadence.reminders_max - 1, 0)
    left = room - cadence.last_hours - gaps * cadence.reminder_hours
    if left >= 0:
        return {"last_hours": cadence.last_hours + min(risk.sooner_hours, left)}
    apart = (room - cadence.last_hours) // gaps if gaps else 0
    closer = risk.sooner_hours > 0 and apart >= DAY_HOURS
    return {"reminder_hours": apart} if closer else {}
