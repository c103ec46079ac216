"""What of a gate an admin can tune: who sits, when it closes, how long it waits, how much it holds.

What a gate asks and what may be answered is code; so is that silence never approves.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Annotated, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from gates.canonical import Json
from gates.catalogue import GATES
from gates.documented import described
from gates.gate import Gate, Rule, Rung
from gates.people import Role
from gates.seating import Given, SeatRule
from gates.tiers import Tier

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HOURS: JsonDict = {"unit": "hours"}
TUNED = ConfigDict(frozen=True, extra="forbid", json_schema_extra=described)
"""Of whatever an admin tunes: what is said of a setting here is said in its form too."""


class RungPolicy(BaseModel):
    """Who is asked so long after the deadline; the silent person's manager where it names none."""

    model_config = TUNED
    after_hours: Annotated[
        int, Field(title="After the deadline", ge=0, le=720, json_schema_extra=HOURS)
    ]
    to: Annotated[Role | None, Field(title="Asked is")] = None


class GatePolicy(BaseModel):
    """The tuned part of one gate."""

    model_config = TUNED
    slate: Annotated[tuple[SeatRule, ...], Field(title="Who sits", min_length=1, max_length=12)]
    """Seats go to everyone of a role, or to whoever owns what the matter is about."""
    rule: Annotated[Rule, Field(title="It closes when")]
    needed: Annotated[int, Field(title="Approvals needed", ge=1, le=12)] = 1
    """Counts where so many of the seats must approve."""
    tier: Annotated[Tier, Field(title="Tier")]
    """How surely it must be known who answers."""
    due_hours: Annotated[
        int, Field(title="To be answered in", ge=1, le=336, json_schema_extra=HOURS)
    ]
    remind_before_hours: Annotated[
        tuple[Annotated[int, Field(ge=1, le=336)], ...],
        Field(title="Reminders before the deadline", json_schema_extra=HOURS),
    ]
    escalates_to: Annotated[Role, Field(title="At the deadline, asked is")]
    then: Annotated[tuple[RungPolicy, ...], Field(title="Then", max_length=4)]
    """Who is asked after that, in order."""
    expires: Annotated[RungPolicy, Field(title="In the end, taken over by")]
    undo_minutes: Annotated[
        int | None,
        Field(title="Effects are held", ge=0, le=1440, json_schema_extra={"unit": "minutes"}),
    ] = None
    """How long effects are held, where that isn't what the tier says."""

    @model_validator(mode="after")
    def _in_order(self) -> "GatePolicy":
        """Escalation has an order, and an end that names somebody."""
        after = [rung.after_hours for rung in (*self.then, self.expires)]
        if after != sorted(after):
            raise ValueError("the chain of escalation goes back in time")
        if self.rule is Rule.N_OF_M and self.needed > len(self.slate):
            raise ValueError(f"{self.needed} approvals are wanted of {len(self.slate)} lines")
        return self


def policy_of(gate: Gate) -> GatePolicy:
    """The tuned part of a gate as it is."""
    return GatePolicy.model_construct(
        slate=gate.slate,
        rule=gate.rule,
        needed=gate.needed,
        tier=gate.tier,
        due_hours=gate.due // HOUR,
        remind_before_hours=tuple(before // HOUR for before in gate.remind_before),
        escalates_to=gate.escalates_to,
        then=tuple(RungPolicy(after_hours=rung.after // HOUR, to=rung.to) for rung in gate.then),
        expires=RungPolicy(after_hours=gate.expires.after // HOUR, to=gate.expires.to),
        undo_minutes=None if gate.holds_effects is None else gate.holds_effects // MINUTE,
    )


def ruled(gate: Gate, policy: GatePolicy) -> Gate:
    """A gate under a policy."""
    undo = policy.undo_minutes
    return replace(
        gate,
        slate=policy.slate,
        rule=policy.rule,
        needed=policy.needed,
        tier=policy.tier,
        due=policy.due_hours * HOUR,
        remind_before=tuple(hours * HOUR for hours in policy.remind_before_hours),
        escalates_to=policy.escalates_to,
        then=tuple(_rung(rung) for rung in policy.then),
        expires=_rung(policy.expires),
        holds_effects=None if undo is None else undo * MINUTE,
    )


def _rung(policy: RungPolicy) -> Rung:
    return Rung(after=policy.after_hours * HOUR, to=policy.to)


def plain_policy(gate: Gate) -> dict[str, Json]:
    """What a request keeps of the policy it was opened under."""
    return cast("dict[str, Json]", policy_of(gate).model_dump(mode="json"))


def gate_under(name: str, policy: Mapping[str, Json] | None) -> Gate:
    """The gate of a request; one from before policies were kept stands under the code's own."""
    gate = GATES[name]
    return gate if policy is None else ruled(gate, GatePolicy.model_validate(policy))


def gate_as_kept(name: str, policy: str | None) -> Gate:
    """The same from the text a policy is kept as."""
    gate = GATES[name]
    return gate if policy is None else _as_kept(gate, policy)


@lru_cache(maxsize=512)
def _as_kept(gate: Gate, policy: str) -> Gate:
    """Thousands of requests stand under a few policies."""
    return ruled(gate, GatePolicy.model_validate(json.loads(policy)))


def unfit(name: str, policy: GatePolicy) -> str | None:
    """What of a policy the workflow around the gate can't live with, in words."""
    gate = GATES[name]
    heard = Rule.EVERYONE_ANSWERS
    if (policy.rule is heard) != (gate.rule is heard):
        return f"“{gate.title}”: a gate that hears everybody can't become one that approves"
    if any(line.given is Given.PERSON for line in policy.slate):
        return f"“{gate.title}”: seats go to roles and owners, never to a person by name"
    if any(hours >= policy.due_hours for hours in policy.remind_before_hours):
        return f"“{gate.title}”: a reminder would come before the question"
    if policy.expires.to is None:
        return f"“{gate.title}”: the end of its chain names nobody"
    return None
