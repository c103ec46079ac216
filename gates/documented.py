"""What is written under a setting's attribute is said of it in its form too.

Read from the source when a form is drawn: pydantic's own way reads it whenever anything starts.
"""

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic.config import JsonDict


def described(schema: JsonDict, model: type[Any]) -> None:
    """`json_schema_extra` of a model whose attributes have docstrings."""
    properties = schema.get("properties")
    assert isinstance(properties, dict)
    for name, said in _docstrings(model):
        part = properties[name]
        assert isinstance(part, dict)
        part.setdefault("description", said)


def _docstrings(model: type[Any]) -> Iterator[tuple[str, str]]:
    (its,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(its, ast.ClassDef)
    for part, below in pairwise(its.body):
        match part, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, inspect.cleandoc(said)
            case _:
                pass
