"""Rows whose column is one of many values, in a statement whose text is always the same.

`in_` writes a parameter for each value: with hundreds of them, taking the statement apart takes
longer than answering it, each time anew.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, all_, any_, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import QueryableAttribute


def among(column: QueryableAttribute[Any], values: Iterable[object]) -> ColumnElement[bool]:
    return column == any_(_array(column, values))


def not_among(column: QueryableAttribute[Any], values: Iterable[object]) -> ColumnElement[bool]:
    return column != all_(_array(column, values))


def _array(column: QueryableAttribute[Any], values: Iterable[object]) -> BindParameter[Any]:
    return literal(list(values), ARRAY(column.type))
