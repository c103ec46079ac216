"""What an admin can tune, one immutable version named by its content."""

from dataclasses import dataclass, field
from typing import cast

from pydantic import TypeAdapter

from gates.canonical import Json, canonical_json, sha256
from gates.materiality import Tolerances


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How somebody who owes an answer is chased."""

    reminder_hours: int = 24
    reminders_max: int = 2
    last_hours: int = 0
    """The last one comes so long before the deadline, the others so many hours apart before it."""
    grace_hours: int = 24
    """How long after the deadline a person is asked how to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Cadence and limits of one cycle's cases."""

    inputs: Cadence = Cadence()
    actions: Cadence = Cadence(reminder_hours=48, last_hours=24)
    """A reminder on the day itself is too late to be on time."""
    follow_up_weeks: int = 6
    frozen_weeks: int = 1
    """After the present one, weeks in which a change leaves production of a locked plan alone,
    where a line says nothing of its own."""
    drift_pct: int = 5
    """How far what customers ask for may leave the plan, by family, before it is raised."""
    tolerances: Tolerances = field(default_factory=Tolerances)
    """How far signed numbers may move before they are asked again."""


_PLAYBOOKS = TypeAdapter(Playbook)


def plain(playbook: Playbook) -> dict[str, Json]:
    return cast("dict[str, Json]", _PLAYBOOKS.dump_python(playbook, mode="json"))


def version(playbook: Playbook) -> str:
    """The SHA-256 of the playbook's canonical JSON: its name for ever."""
    return sha256(canonical_json(cast("Json", plain(playbook))))


def restore(content: dict[str, Json]) -> Playbook:
    return _PLAYBOOKS.validate_python(content)
