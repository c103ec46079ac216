"""What of an action's recipe an admin can tune, and actions of a company's own beside ours.

What an action delivers, what closes it and what it waits for is code. Empty says: as the code has
it, so that a playbook that tunes nothing here is the same as one from before it could.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator, model_validator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from gates.policies import TUNED
from planning.levers import LEVERS, Lever
from planning.responsible import responsible

STEPS: Mapping[str, str] = {
    "confirm": "Have a hurried delivery confirmed",
    "reschedule-early-build": "Reschedule for an early build",
    "roster": "Roster overtime",
    "validate-margin": "Validate the margin after cost",
    "correct-forecast": "Take a limited promotion out of the forecast",
    "tell-accounts-promotion": "Tell accounts of a limited promotion",
    "correct-forecast-change": "Correct the forecast for a changed promotion",
    "tell-accounts-change": "Tell accounts of a changed promotion",
    "reschedule-non-core": "Reschedule without non-core items",
    "tell-accounts-non-core": "Tell accounts which items run short",
    "issue-schedule": "Issue the schedule as locked",
    "order-elsewhere": "Order from another supplier",
    "schedule-other-lines": "Schedule on other lines",
    "tell-accounts-share": "Tell accounts of shares",
    "correct-forecast-price": "Correct the forecast for a price",
    "tell-accounts-price": "Tell accounts of a price",
    "new-price-list": "Issue the price list",
    "book-way": "Book the way from another plant",
    "schedule-plant": "Schedule in another plant",
    "report-uptake": "Report the first week of a promotion",
    "watch": "Watch the plan",
}
"""Every action our recipes make, by the beginning of its key."""
ASKABLE = (EvidenceKind.FILE, EvidenceKind.STATEMENT)


class StepPolicy(BaseModel):
    """Whose an action is, and how much sooner than its recipe says it is due."""

    model_config = TUNED
    owner: Annotated[tuple[Role, ...], Field(title="Goes to", max_length=4)] = ()
    """The first of these roles that anybody holds; empty: as the recipe says."""
    sooner_days: Annotated[
        int, Field(title="Sooner by", ge=0, le=20, json_schema_extra={"unit": "working days"})
    ] = 0
    """Never before the working day after the decision, nor before what it waits for."""


class OwnAction(BaseModel):
    """An action of the company's own, set off wherever an option pulls a lever."""

    model_config = TUNED
    lever: Annotated[str, Field(title="When an option does this", json_schema_extra={
        "enum": list(LEVERS)})]  # fmt: skip
    title: Annotated[str, Field(title="What is to be done", min_length=8, max_length=120)]
    owner: Annotated[Role, Field(title="By")]
    within_days: Annotated[
        int, Field(title="Within", ge=1, le=60, json_schema_extra={"unit": "working days"})
    ]
    closes_by: Annotated[
        Literal[EvidenceKind.FILE, EvidenceKind.STATEMENT], Field(title="Closed by")
    ]

    @model_validator(mode="after")
    def _known(self) -> "OwnAction":
        if self.lever not in LEVERS:
            raise ValueError(f"no option does “{self.lever}”")
        return self


class Recipes(BaseModel):
    """What a locked plan sets off."""

    model_config = TUNED
    steps: Annotated[dict[str, StepPolicy], Field(title="Actions")] = {}
    """Where an action goes to somebody else, or is due sooner, than its recipe says."""
    own: Annotated[tuple[OwnAction, ...], Field(title="Of our own", max_length=12)] = ()
    """Actions the company wants besides, wherever an option does something."""

    @field_validator("steps")
    @classmethod
    def _of_ours(cls, steps: dict[str, StepPolicy]) -> dict[str, StepPolicy]:
        if unknown := sorted(steps.keys() - STEPS.keys()):
            raise ValueError(f"there are no actions {', '.join(unknown)}")
        return {key: one for key, one in steps.items() if one != StepPolicy()}


AS_CODED = Recipes()


def step_of(key: str) -> str:
    """The recipe's step an action came from, by its key.

    >>> step_of("roster-line-4"), step_of("correct-forecast"), step_of("correct-forecast-price")
    ('roster', 'correct-forecast', 'correct-forecast-price')
    """
    found = [step for step in STEPS if key == step or key.startswith(f"{step}-")]
    return max(found, key=len)


def tuned(
    actions: Iterable[PlannedAction], recipes: Recipes, days: Deadlines
) -> Iterator[PlannedAction]:
    """The actions with their owners and days as the playbook has them, in order of their days."""
    due: dict[str, date] = {}
    for action in sorted(actions, key=lambda one: one.due):
        policy = recipes.steps.get(step_of(action.key), StepPolicy())
        waits = max((due[key] for key in action.depends_on), default=None)
        sooner = days.sooner(action.due, days=policy.sooner_days, after=waits)
        due[action.key] = sooner
        owner = responsible(days.company, *policy.owner).key if policy.owner else action.owner
        yield replace(action, owner=owner, due=sooner)


def own_actions(
    levers: Iterable[Lever], recipes: Recipes, days: Deadlines
) -> Iterator[PlannedAction]:
    """The company's own actions for what an option does, each once however many levers ask."""
    kinds = {type(lever) for lever in levers}
    for number, one in enumerate(recipes.own, 1):
        if LEVERS[one.lever] not in kinds:
            continue
        what = "a file" if one.closes_by is EvidenceKind.FILE else "a statement"
        yield PlannedAction(
            key=f"own-{number}",
            title=one.title,
            deliverable=f"{what[0].upper()}{what[1:]}: {one.title}",
            owner=responsible(days.company, one.owner).key,
            due=days.next(days.decided_on, days=one.within_days),
            done_when=DoneWhen(kind=one.closes_by, says=f"{what} that it is done"),
            commits=one.title,
        )
