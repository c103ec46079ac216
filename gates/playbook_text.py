"""A playbook as a file: JSON, or TOML to edit by hand; and what is wrong with one, by field."""

import json
import tomllib
from collections.abc import Mapping
from typing import cast

from pydantic import ValidationError

from gates.canonical import Json
from gates.catalogue import GATES
from gates.playbook import Playbook, plain, restore

JSON, TOML = ".json", ".toml"


class PlaybookUnusable(ValueError):
    """This isn't a playbook we can use."""

    def __init__(
        self, problems: tuple[str, ...], *, by_setting: Mapping[str, str] | None = None
    ) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
        self.by_setting = dict(by_setting or {})
        """What is wrong with each setting by its path; under the empty one what is with several."""


def written(playbook: Playbook, suffix: str) -> str:
    said = plain(playbook)
    return as_toml(said) if suffix == TOML else json.dumps(said, indent=1, ensure_ascii=False)


def read(text: str, suffix: str) -> Playbook:
    """Raises `PlaybookUnusable` with each field that is wrong."""
    try:
        said = tomllib.loads(text) if suffix == TOML else json.loads(text)
    except ValueError as problem:
        raise PlaybookUnusable((f"it can't be read: {problem}",)) from problem
    if not isinstance(said, dict):
        raise PlaybookUnusable(("it isn't a table of settings",))
    content = cast("dict[str, Json]", said)
    gates = content.get("gates")
    if isinstance(gates, dict) and (left_out := [name for name in GATES if name not in gates]):
        raise PlaybookUnusable((f"gates left out: {', '.join(left_out)}",))
    return usable(content)


def usable(content: dict[str, Json]) -> Playbook:
    """Raises `PlaybookUnusable` with each setting that is wrong."""
    try:
        return restore(content)
    except ValidationError as problem:
        said = [_said(one) for one in problem.errors()]
        problems = tuple(f"{where}: {what}" if where else what for where, what in said)
        raise PlaybookUnusable(problems, by_setting=dict(reversed(said))) from problem


def _said(error: Mapping[str, object]) -> tuple[str, str]:
    where = ".".join(str(part) for part in cast("tuple[object, ...]", error["loc"]))
    return where, str(error["msg"]).removeprefix("Value error, ")


def as_toml(table: Mapping[str, Json], path: str = "") -> str:
    """Settings first, then tables, each under its path. What is null is left out."""
    own = [f"{_key(k)} = {_value(v)}" for k, v in table.items()
           if v is not None and not isinstance(v, dict)]  # fmt: skip
    inner = [
        as_toml(value, f"{path}.{_key(key)}" if path else _key(key))
        for key, value in table.items()
        if isinstance(value, dict)
    ]
    head = [f"[{path}]"] if path and own else []
    return "\n".join([*head, *own, *(["", *inner] if inner else [""])])


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() else json.dumps(key)


def _value(value: Json) -> str:
    if isinstance(value, dict):
        inside = (f"{_key(k)} = {_value(v)}" for k, v in value.items() if v is not None)
        return f"{{ {', '.join(inside)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
