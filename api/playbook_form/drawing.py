"""The form of a playbook's content, typed or kept, with what is wrong where it is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from api.playbook_form import saying
from api.playbook_form import schema as shape
from api.playbook_form.reading import at
from api.views.playbook_form import Entry, Group, Offered, Rows
from gates.access import may_sit
from gates.canonical import Json
from gates.people import Role
from gates.seating import Given

Wrong = Mapping[str, str]
TABLES = frozenset({"tolerances.by_kind", "checks", "recipes.steps"})
LONG = frozenset({"language.prompts"})
"""Whose values are paragraphs."""
LINE_CHARS = 200
Kind: TypeAlias = Literal["number", "choice", "text", "long"]
NEVER = frozenset({Given.PERSON.value})
"""A playbook gives seats to roles and owners, never to a person by name."""


def form_of(content: Mapping[str, Json], wrong: Wrong) -> tuple[Group, ...]:
    """A group of what stands by itself, then one of each part."""
    parts = _parts(shape.whole(), content, "", wrong)
    alone = tuple(part for part in parts if isinstance(part, Entry))
    rest = [part for part in parts if isinstance(part, Group)]
    limits = Group(
        name="limits",
        label="Limits",
        hint="How long, how far.",
        parts=alone,
        wrong=sum(bool(one.wrong) for one in alone),
    )
    chased = [one for one in rest if one.name in {"inputs", "actions"}]
    return (*chased, limits, *(one for one in rest if one not in chased))


def _parts(
    schema: shape.Schema, value: Mapping[str, Any], path: str, wrong: Wrong
) -> tuple[Entry | Rows | Group, ...]:
    return tuple(
        _part(inner, value.get(key), at(path, key), wrong)
        for key, inner in schema["properties"].items()
        if key not in shape.HIDDEN
    )


def _part(schema: shape.Schema, value: Any, path: str, wrong: Wrong) -> Entry | Rows | Group:
    part, empty = shape.resolved(schema)
    label = saying.called(path, part.get("title", ""))
    if "properties" in part:
        return _group(part, label, path, _parts(part, value or {}, path, wrong))
    if (inner := shape.of_same(part)) is not None:
        held = value or {}
        parts = tuple(
            _part(inner, held.get(key), at(path, key), wrong) for key in shape.keys_of(path, held)
        )
        return _group(part, label, path, parts)
    if shape.is_list(part) and shape.columns_of(part) is not None:
        return _rows(part, label, value or (), path, wrong)
    return _entry(part, label, value, path, wrong, empty=empty or path.startswith("checks."))


def _group(
    part: shape.Schema, label: str, path: str, parts: tuple[Entry | Rows | Group, ...]
) -> Group:
    """A group that holds nothing but one table is that table."""
    if len(parts) == 1 and isinstance(only := parts[0], Group):
        parts, path = only.parts, only.name
    return Group(
        name=path,
        label=label,
        hint=_hint(part),
        parts=parts,
        table=path in TABLES,
        wrong=sum(one.wrong if isinstance(one, Group) else bool(one.wrong) for one in parts),
    )


def _hint(part: shape.Schema) -> str:
    return str(part.get("description", "")).replace("\n", " ")


def _entry(
    part: shape.Schema, label: str, value: Any, path: str, wrong: Wrong, *, empty: bool
) -> Entry:
    listed = shape.is_list(part)
    offered = _choices(part, path, empty=empty)
    numeric = part.get("type") in {"integer", "number"}
    value = part.get("default") if value is None and not empty else value
    return Entry(
        name=path,
        label=label,
        kind=_kind(part, path, offered),
        value=", ".join(map(str, value or ())) if listed else "" if value is None else str(value),
        hint=_hint(part) if not offered or "enum" not in part else "",
        unit=str(part.get("unit", "")),
        least=str(part.get("minimum", "")) if numeric else "",
        most=str(part.get("maximum", "")) if numeric else "",
        choices=offered,
        wrong=wrong.get(path, "") or (_of_list(path, wrong) if listed else ""),
    )


def _kind(part: shape.Schema, path: str, offered: tuple[Offered, ...]) -> Kind:
    if offered:
        return "choice"
    long = path.rpartition(".")[0] in LONG or part.get("maxLength", 0) > LINE_CHARS
    return "number" if part.get("type") == "integer" else "long" if long else "text"


def _of_list(path: str, wrong: Wrong) -> str:
    """What is wrong with one of the values that stand in one entry together."""
    return next((said for name, said in wrong.items() if name.startswith(f"{path}.")), "")


def _choices(part: shape.Schema, path: str, *, empty: bool) -> tuple[Offered, ...]:
    values: Sequence[str] = part.get("enum", ())
    last = path.rpartition(".")[2]
    if last == "to" and ".slate." in path:
        values = [*(role.value for role in Role if may_sit(role)), *saying.OWNED]
    if not values:
        return ()
    none = saying.EMPTY.get("checks" if path.startswith("checks.") else last, "none")
    given = [Offered(key=one, label=saying.choice(one)) for one in values if one not in NEVER]
    return (Offered(key="", label=none), *given) if empty else tuple(given)


def _rows(
    part: shape.Schema, label: str, value: Sequence[Mapping[str, Any]], path: str, wrong: Wrong
) -> Rows:
    columns = shape.columns_of(part) or {}
    first = next(iter(columns))
    blank = len(value) < part.get("maxItems", len(value) + 1)
    lines = (*value, *([{}] if blank else []))
    return Rows(
        name=path,
        label=label,
        hint=_hint(part),
        columns=tuple(saying.called(key, _title(inner)) for key, inner in columns.items()),
        rows=tuple(
            tuple(
                _cell(inner, line.get(key), f"{path}.{number}.{key}", wrong, empty=key == first)
                for key, inner in columns.items()
            )
            for number, line in enumerate(lines)
        ),
        wrong=wrong.get(path, ""),
    )


def _title(schema: shape.Schema) -> str:
    """Its own, or that of what it is."""
    return str(shape.resolved(schema)[0].get("title", ""))


def _cell(schema: shape.Schema, value: Any, path: str, wrong: Wrong, *, empty: bool) -> Entry:
    """A line is taken out by emptying its first entry, so that one may always be empty."""
    part, may_be_empty = shape.resolved(schema)
    label = f"{saying.called(path, part.get('title', ''))}, line {int(path.split('.')[-2]) + 1}"
    return _entry(part, label, value, path, wrong, empty=empty or may_be_empty)
