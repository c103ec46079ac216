"""The schema as a page has it: every call with its parameters and answers."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    place: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    anchor: str
    method: str
    path: str
    about: str
    parameters: tuple[Parameter, ...]
    sends: str
    """The schema of its body; empty without one."""
    answers: tuple[tuple[str, str], ...]
    """Status and schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    name: str
    about: str
    fields: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiView:
    about: str
    schema_href: str
    calls: tuple[Call, ...]
    shapes: tuple[Shape, ...]


def describe(schema: dict[str, Any], at: str) -> ApiView:
    calls = tuple(
        _call(method, f"{at}{path}", said)
        for path, methods in schema["paths"].items()
        for method, said in methods.items()
    )
    shapes = tuple(
        Shape(name=name, about=said.get("description", ""), fields=_fields(said))
        for name, said in schema["components"]["schemas"].items()
        if said.get("type") == "object"
    )
    href = f"{at}/openapi.json"
    return ApiView(about=schema["info"]["summary"], schema_href=href, calls=calls, shapes=shapes)


def _call(method: str, path: str, said: dict[str, Any]) -> Call:
    body = said.get("requestBody", {}).get("content", {})
    return Call(
        anchor=said["operationId"],
        method=method.upper(),
        path=path,
        about=said.get("description", ""),
        parameters=tuple(
            Parameter(
                name=one["name"],
                place=one["in"],
                kind=kind_of(one["schema"]),
                required=one.get("required", False),
                about=one.get("description", ""),
            )
            for one in said.get("parameters", ())
        ),
        sends=next((kind_of(one["schema"]) for one in body.values()), ""),
        answers=tuple(
            (
                status,
                next((kind_of(o.get("schema", {})) for o in one.get("content", {}).values()), ""),
            )
            for status, one in said["responses"].items()
        ),
    )


def _fields(said: dict[str, Any]) -> tuple[Parameter, ...]:
    required = set(said.get("required", ()))
    return tuple(
        Parameter(
            name=name,
            place="",
            kind=kind_of(one),
            required=name in required,
            about=one.get("description", ""),
        )
        for name, one in said.get("properties", {}).items()
    )


def kind_of(schema: dict[str, Any]) -> str:
    """A schema in a word or two.

    >>> kind_of({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]})
    'uuid or null'
    >>> kind_of({"type": "array", "items": {"$ref": "#/components/schemas/SeatOut"}})
    'list of SeatOut'
    """
    if reference := schema.get("$ref"):
        return str(reference).rpartition("/")[2]
    if several := schema.get("anyOf"):
        return " or ".join(dict.fromkeys(kind_of(one) for one in several))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    if choices := schema.get("enum"):
        return " | ".join(map(str, choices))
    return str(schema.get("format") or schema.get("type", "anything"))
