"""The typed form of an option: an approver changes values, and gets a scenario of their own.

A pydantic model is made of the option's knobs; it is the schema of the form and reads what comes
back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from gates import errors
from gates.brief import Change
from gates.canonical import canonical_json, sha256
from gates.knob import Knob
from gates.knobs import knobs_of
from planning.company import Company
from planning.plain_values import plain
from planning.scenario import Scenario

KEY_CHARACTERS = 8


class ValuesRefused(errors.OutOfBounds):
    """Look at what is marked. Nothing was computed."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        """What is allowed, by the key of each value that wasn't."""
        super().__init__()


def form_of(knobs: Sequence[Knob]) -> type[BaseModel]:
    """The schema of the form, with titles, units and bounds."""
    fields: dict[str, Any] = {knob.key: (knob.annotation, ...) for knob in knobs}
    return create_model("OptionForm", __config__=ConfigDict(extra="forbid"), **fields)


def read_values(knobs: Sequence[Knob], said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The values a form sent, typed. Raises `ValuesRefused` with what is allowed at each field."""
    given: dict[str, Any] = {}
    for knob in knobs:
        values = list(said.get(knob.key, ()))
        given[knob.key] = values if knob.choices else (values[-1].strip() if values else None)
    try:
        read = form_of(knobs).model_validate(given)
    except ValidationError as refused:
        wrong = {str(error["loc"][0]) for error in refused.errors()}
        raise ValuesRefused({k.key: k.allowed for k in knobs if k.key in wrong}) from refused
    return dict(read)


def changed(
    scenario: Scenario,
    knobs: Sequence[Knob],
    values: Mapping[str, Any],
    *,
    by: str,
    before: int = 0,
) -> Scenario:
    """The scenario with these values; its key follows from them, so that asking twice is once.

    `before` says how often it was changed already, so that no two have the same name.
    """
    levers = list(scenario.levers)
    for knob in knobs:
        if values[knob.key] != knob.value:
            levers[knob.lever] = knob.put(levers[knob.lever], values[knob.key])
    if tuple(levers) == scenario.levers:
        raise errors.NothingChanged
    content = sha256(canonical_json([scenario.key, *(plain(lever) for lever in levers)]))
    told = changes(knobs, values)
    return Scenario(
        key=f"{scenario.key}_{content[:KEY_CHARACTERS]}",
        name=f"{scenario.name}, changed by {by}" + (f" ({before + 1})" if before else ""),
        summary="; ".join(f"{one.what}: {one.now} instead of {one.was}" for one in told),
        levers=tuple(levers),
        changed_from=scenario.key,
    )


def changes(knobs: Sequence[Knob], values: Mapping[str, Any]) -> tuple[Change, ...]:
    """What differs from the option as it was, as people read it."""
    return tuple(
        Change(what=knob.title, was=knob.in_words(knob.value), now=knob.in_words(values[knob.key]))
        for knob in knobs
        if values[knob.key] != knob.value
    )


def what_changed(company: Company, base: Scenario, own: Scenario) -> tuple[Change, ...]:
    """What an approver's scenario changed in the drafted one."""
    after = knobs_of(company, replace(own, changed_from=None))
    return changes(knobs_of(company, base), {knob.key: knob.value for knob in after})
