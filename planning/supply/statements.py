"""What a case holds a plan to, as statements that can be taken back one by one."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from planning.rules import Case
from planning.supply.model import Model


class StatementKind(StrEnum):
    FLOOR = "floor"
    """A tier gets its contractual share."""
    SCHEDULE = "schedule"
    """A line makes what is scheduled in a fenced period."""
    FENCE = "fence"
    """A line makes no more than its schedule allows in a fenced period."""
    HOURS = "hours"
    """A line has so many hours in a period."""
    COMPONENT = "component"
    """Of a component there is what is on hand, on order, and what can still come in time."""


PROMISES = frozenset({StatementKind.FLOOR, StatementKind.SCHEDULE})
"""Somebody was told so; the others say what there is."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Statement:
    kind: StatementKind
    code: str
    """Of the tier, line or component."""
    period: int = 0
    """Where the kind is about one."""


class Held(NamedTuple):
    """How a statement stands in the matrix."""

    shortfalls: tuple[int, ...]
    """Columns that may be above 0 once a promise is taken back."""
    rows: tuple[tuple[int, float], ...]
    """Rows that a limit taken back no longer holds, and the sign of what helps there."""
    seen_in: tuple[int, ...]
    """Rows whose duals say that it matters."""


def statements_of(case: Case, model: Model) -> dict[Statement, Held]:
    return {
        **dict(_floors(case, model)),
        **dict(_fences(case, model)),
        **dict(_hours(case, model)),
        **dict(_components(case, model)),
    }


def _floors(case: Case, model: Model) -> Iterator[tuple[Statement, Held]]:
    for g, tier in enumerate(case.company.tiers):
        if tier.service_floor_pct:
            columns = tuple(model.layout.floor_shortfall[:, g].tolist())
            yield Statement(kind=StatementKind.FLOOR, code=tier.code), Held(columns, (), ())


def _fences(case: Case, model: Model) -> Iterator[tuple[Statement, Held]]:
    by_line = defaultdict[tuple[str, int], list[int]](list)
    for at, fence in enumerate(model.fences):
        by_line[case.company.items[fence.item].resource, fence.period].append(at)
    for (code, period), places in by_line.items():
        own = [model.fences[at] for at in places]
        yield (
            Statement(kind=StatementKind.SCHEDULE, code=code, period=period),
            Held(
                tuple(int(model.layout.unkept[one.item, one.period]) for one in own),
                (),
                tuple(one.least for one in own),
            ),
        )
        most = tuple(one.most for one in own)
        yield (
            Statement(kind=StatementKind.FENCE, code=code, period=period),
            Held((), tuple((row, -1.0) for row in most), most),
        )


def _hours(case: Case, model: Model) -> Iterator[tuple[Statement, Held]]:
    for at, line in enumerate(case.company.resources):
        for period, row in enumerate(model.hour_rows[at, :, 0].tolist()):
            statement = Statement(kind=StatementKind.HOURS, code=line.code, period=period)
            yield statement, Held((), ((row, -1.0),), (row,))


def _components(case: Case, model: Model) -> Iterator[tuple[Statement, Held]]:
    for at, part in enumerate(case.company.components):
        rows = tuple(np.asarray(model.part_rows[at]).tolist())
        statement = Statement(kind=StatementKind.COMPONENT, code=part.code)
        yield statement, Held((), tuple((row, 1.0) for row in rows), rows)
