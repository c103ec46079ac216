"""The playbook's schema as the form goes through it: what each part is, and what it may hold."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from gates.materiality import Kind
from gates.playbook import Playbook
from gates.recipe_policies import STEPS
from gates.spoken import JOBS
from planning.checks.catalogue import RULES

Schema: TypeAlias = Mapping[str, Any]
HIDDEN = frozenset({"format"})
"""Said by the code alone."""
KEYS = {
    "checks": tuple(RULES),
    "tolerances.by_kind": tuple(kind.value for kind in Kind),
    "recipes.steps": tuple(STEPS),
    "language.prompts": tuple(JOBS),
}
"""What can be tuned one by one, said or not; what isn't said is left out of the playbook."""


@cache
def whole() -> Schema:
    """The playbook's own, worked out when the form is first drawn."""
    return Playbook.model_json_schema()


def resolved(schema: Schema) -> tuple[dict[str, Any], bool]:
    """The part itself, with what is said where it is used; and whether it may be empty."""
    said = dict(schema)
    empty = False
    ways = said.pop("anyOf", None)
    if ways is not None:
        kinds = [way for way in ways if way.get("type") != "null"]
        empty = len(kinds) < len(ways)
        said = {**kinds[0], **said}
    if (named := said.pop("$ref", None)) is not None:
        inner, _ = resolved(whole()["$defs"][named.rpartition("/")[2]])
        said = {**inner, **said}
    return said, empty


def keys_of(path: str, value: Any) -> tuple[str, ...]:
    """The keys of a part that holds any number of the same."""
    return KEYS.get(path) or tuple(value or ())


def of_same(schema: Schema) -> Schema | None:
    """What each of its keys holds, where all hold the same."""
    inner = schema.get("additionalProperties")
    return inner if isinstance(inner, dict) else None


def is_list(schema: Schema) -> bool:
    return schema.get("type") == "array"


def columns_of(schema: Schema) -> dict[str, Schema] | None:
    """The entries of one of a list's lines; none where it is a list of plain values."""
    inner, _ = resolved(schema["items"])
    found: dict[str, Schema] | None = inner.get("properties")
    return found
