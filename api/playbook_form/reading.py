"""What a form says, as a playbook's content. What it doesn't name stays as it was."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.playbook_form import schema as shape
from gates.canonical import Json
from gates.seating import Given

Sent = Mapping[str, Sequence[str]]


def content_of(sent: Sent, was: Mapping[str, Json]) -> dict[str, Json]:
    """Values are as they were typed; `gates.playbook.restore` says what is wrong with them."""
    read: dict[str, Json] = _object(shape.whole(), was, "", sent)
    return read


def _object(schema: shape.Schema, was: Mapping[str, Any], path: str, sent: Sent) -> dict[str, Any]:
    return {
        key: was.get(key)
        if key in shape.HIDDEN
        else _part(inner, was.get(key), at(path, key), sent)
        for key, inner in schema["properties"].items()
    }


def at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _part(schema: shape.Schema, was: Any, path: str, sent: Sent) -> Any:
    part, empty = shape.resolved(schema)
    if "properties" in part:
        return _object(part, was or {}, path, sent)
    if (inner := shape.of_same(part)) is not None:
        held = {
            key: _part(inner, (was or {}).get(key), at(path, key), sent)
            for key in shape.keys_of(path, was)
        }
        return _said(held) if _is_plain(inner) else held
    if shape.is_list(part):
        return _list(part, part.get("default") if was is None else was, path, sent)
    if path not in sent:
        return part.get("default") if was is None and not empty else was
    typed = sent[path][0].strip().replace("\r\n", "\n")
    return None if empty and not typed else typed


def _said(held: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if value}


def _is_plain(schema: shape.Schema) -> bool:
    return "properties" not in shape.resolved(schema)[0]


def _list(schema: shape.Schema, was: Any, path: str, sent: Sent) -> Any:
    columns = shape.columns_of(schema)
    if columns is None:
        if path not in sent:
            return was
        return [one for one in sent[path][0].replace(",", " ").split() if one]
    first = next(iter(columns))
    if f"{path}.0.{first}" not in sent:
        return was
    return list(_rows(columns, path, sent, first))


def _rows(
    columns: Mapping[str, shape.Schema], path: str, sent: Sent, first: str
) -> Iterator[dict[str, Any]]:
    number = 0
    while f"{path}.{number}.{first}" in sent:
        if sent[f"{path}.{number}.{first}"][0].strip():
            line = {
                key: _part(inner, None, f"{path}.{number}.{key}", sent)
                for key, inner in columns.items()
            }
            yield _grouped(line)
        number += 1


def _grouped(line: dict[str, Any]) -> dict[str, Any]:
    """Everyone of a role speaks for it, where no group is named."""
    if line.get("given") == Given.ROLE and not line.get("group"):
        return {**line, "group": line["to"]}
    return line
