"""What an admin can tune, one immutable version named by its content."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, cast

from pydantic import BaseModel, Field, model_validator
from pydantic.config import JsonDict

from gates.cadence import Cadence
from gates.canonical import Json, canonical_json, sha256
from gates.catalogue import GATES
from gates.gate import Gate
from gates.materiality import Tolerances
from gates.policies import TUNED, GatePolicy, policy_of, ruled, unfit
from gates.recipe_policies import AS_CODED, Recipes
from gates.risk import AS_BEFORE, Risk
from gates.routing import Routing
from gates.spoken import AS_WRITTEN, Spoken
from planning.checks.finding import Severity
from planning.checks.grading import ungradable

FORMAT = "sopwith.playbook/1"
WEEKS: JsonDict = {"unit": "weeks"}


LATER: Mapping[str, BaseModel] = {
    "risk": AS_BEFORE,
    "recipes": AS_CODED,
    "routing": Routing(),
    "language": AS_WRITTEN,
}


def _shipped() -> dict[str, GatePolicy]:
    return {name: policy_of(gate) for name, gate in GATES.items()}


class Playbook(BaseModel):
    """Cadence, limits, checks and gate policies of one cycle's cases.

    A version without gates is from before they could be tuned: it has those of the code.
    """

    model_config = TUNED
    format: Annotated[str, Field(pattern=f"^{FORMAT}$")] = FORMAT
    inputs: Annotated[Cadence, Field(title="Forecasts")] = Cadence()
    """How somebody who owes a forecast is chased."""
    actions: Annotated[Cadence, Field(title="Actions")] = Cadence(reminder_hours=48, last_hours=24)
    """How somebody who owes an action is chased. A reminder on the day itself comes too late."""
    risk: Annotated[Risk, Field(title="Actions others wait for")] = Risk()
    """How the slack of an action moves its chase."""
    follow_up_weeks: Annotated[
        int, Field(title="Actions are followed up", ge=1, le=26, json_schema_extra=WEEKS)
    ] = 6
    frozen_weeks: Annotated[
        int, Field(title="Frozen weeks", ge=0, le=26, json_schema_extra=WEEKS)
    ] = 1
    """After the present one, weeks in which a change leaves production of a locked plan alone,
    where a line says nothing of its own."""
    drift_pct: Annotated[
        int, Field(title="Drift of demand", ge=1, le=100, json_schema_extra={"unit": "%"})
    ] = 5
    """How far what customers ask for may leave the plan, by family, before it is raised."""
    tolerances: Tolerances = Field(default_factory=Tolerances, title="Tolerances")
    """How far signed numbers may move before they are asked again."""
    checks: Annotated[dict[str, Severity], Field(title="Checks")] = {}
    """How grave a rule's findings are, where that isn't what the rule itself says."""
    recipes: Annotated[Recipes, Field(title="Actions a plan sets off")] = AS_CODED
    """Whose they are and how soon they are due, where that isn't what the recipe says."""
    routing: Annotated[Routing, Field(title="Whom findings go to")] = Routing()
    """Where nobody owns the thing itself: the first of these roles that anybody holds."""
    language: Annotated[Spoken, Field(title="Language")] = AS_WRITTEN
    """Which model, what it is told, and our letters' texts, where they aren't ours."""
    gates: dict[str, GatePolicy] = Field(default_factory=_shipped, title="Gates")
    """Who sits in each, when it closes, how long it waits, and how much it holds."""

    @model_validator(mode="after")
    def _fits(self) -> "Playbook":
        missing = [name for name in GATES if name not in self.gates]
        unknown = [name for name in self.gates if name not in GATES]
        if missing or unknown:
            raise ValueError(f"gates missing: {missing}; gates there are none of: {unknown}")
        wrong = [*(unfit(name, one) for name, one in self.gates.items()), ungradable(self.checks)]
        if any(wrong):
            raise ValueError("; ".join(filter(None, wrong)))
        return self

    @cached_property
    def ruled(self) -> Mapping[str, Gate]:
        """Every gate as this version has it."""
        return MappingProxyType({name: ruled(GATES[name], p) for name, p in self.gates.items()})


def plain(playbook: Playbook) -> dict[str, Json]:
    """Every setting; of what came later, what says nothing isn't said, so that digests stay."""
    silent = {name for name, empty in LATER.items() if getattr(playbook, name) == empty}
    return {key: value for key, value in whole(playbook).items() if key not in silent}


def whole(playbook: Playbook) -> dict[str, Json]:
    """Every setting, said or not: to compare by."""
    return cast("dict[str, Json]", playbook.model_dump(mode="json"))


def version(playbook: Playbook) -> str:
    """The SHA-256 of the playbook's canonical JSON: its name for ever."""
    return sha256(canonical_json(cast("Json", plain(playbook))))


def restore(content: dict[str, Json]) -> Playbook:
    """A version as it was kept: a gate that came after it has the policy of the code, and where
    it doesn't say what slack counts for, it counts for nothing.
    """
    said = {"risk": cast("Json", AS_BEFORE.model_dump()), **content}
    if not isinstance(gates := said.get("gates"), dict):
        return Playbook.model_validate(said)
    shipped = cast("dict[str, Json]", plain(Playbook())["gates"])
    return Playbook.model_validate({**said, "gates": {**shipped, **gates}})
