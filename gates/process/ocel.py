"""A cycle as an object-centric event log, OCEL 2.0, for whoever mines processes.

See https://www.ocel-standard.org/2.0/ocel20_specification.pdf, section 5 (JSON).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gates.canonical import Json

Value = str | int | float | bool
TYPES: Mapping[type, str] = {bool: "boolean", int: "integer", float: "float", str: "string"}
SINCE = "1970-01-01T00:00:00Z"
"""When a value held that never changed, as the standard writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An object. `of` are the objects it belongs to, by what they are to it."""

    id: str
    kind: str
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event. `with_` are the objects it happened to, by their part in it."""

    id: str
    kind: str
    at: datetime
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    with_: tuple[tuple[str, str], ...] = ()


Declared = Mapping[str, Mapping[str, str]]
"""Kind to its attributes to their type."""


def ocel(things: Iterable[Thing], happenings: Iterable[Happening]) -> dict[str, Json]:
    """The log as it is written to a file; what belongs to an unknown object is left out."""
    things, happenings = list(things), sorted(happenings, key=lambda one: (one.at, one.id))
    known = {one.id for one in things}
    of_things = _declared((one.kind, one.values) for one in things)
    of_happenings = _declared((one.kind, one.values) for one in happenings)
    return {
        "objectTypes": _types(of_things),
        "eventTypes": _types(of_happenings),
        "objects": [
            {
                "id": one.id,
                "type": one.kind,
                "attributes": [
                    {"name": name, "time": SINCE, "value": value}
                    for name, value in _as_declared(one.values, of_things[one.kind])
                ],
                "relationships": _relations(one.of, known),
            }
            for one in things
        ],
        "events": [
            {
                "id": one.id,
                "type": one.kind,
                "time": one.at.isoformat(),
                "attributes": [
                    {"name": name, "value": value}
                    for name, value in _as_declared(one.values, of_happenings[one.kind])
                ],
                "relationships": _relations(one.with_, known),
            }
            for one in happenings
        ],
    }


def _relations(pairs: Iterable[tuple[str, str]], known: set[str]) -> list[Json]:
    return [
        {"objectId": other, "qualifier": qualifier} for qualifier, other in pairs if other in known
    ]


def _declared(said: Iterable[tuple[str, Mapping[str, Value]]]) -> Declared:
    """An attribute has one type for all of a kind: text, where they differ.

    >>> _declared([("paid", {"by": 7}), ("paid", {"by": "Friday", "late": True})])
    {'paid': {'by': 'string', 'late': 'boolean'}}
    """
    found: dict[str, dict[str, str]] = {}
    for kind, values in said:
        attributes = found.setdefault(kind, {})
        for name, value in values.items():
            own = TYPES[type(value)]
            attributes[name] = own if attributes.get(name, own) == own else "string"
    return found


def _as_declared(
    values: Mapping[str, Value], types: Mapping[str, str]
) -> Iterator[tuple[str, Value]]:
    for name, value in values.items():
        yield name, str(value) if types[name] == "string" else value


def _types(declared: Declared) -> list[Json]:
    return [
        {
            "name": kind,
            "attributes": [{"name": name, "type": of} for name, of in sorted(attributes.items())],
        }
        for kind, attributes in sorted(declared.items())
    ]
