"""How somebody who owes an answer is chased: when they are reminded, and when others are asked."""

from typing import Annotated

from pydantic import BaseModel, Field

from gates.policies import HOURS, TUNED


class Cadence(BaseModel):
    """How somebody who owes an answer is chased."""

    model_config = TUNED
    reminder_hours: Annotated[
        int, Field(title="Between reminders", ge=1, le=336, json_schema_extra=HOURS)
    ] = 24
    reminders_max: Annotated[int, Field(title="Reminders, at most", ge=0, le=10)] = 2
    last_hours: Annotated[
        int, Field(title="Last reminder before the deadline", ge=0, le=336, json_schema_extra=HOURS)
    ] = 0
    """The last one comes so long before the deadline, the others so many hours apart before it."""
    grace_hours: Annotated[int, Field(title="Grace", ge=0, le=336, json_schema_extra=HOURS)] = 24
    """How long after the deadline a person is asked how to go on."""
