"""Which promises and limits of a case contradict each other: smallest sets, by elastic relaxation.

Every statement can be taken back: a promise by letting its shortfall be free, a limit by a column
that gives as much as is wanted. With all of them in force, the least that the promises miss is an
LP; the rows whose duals aren't zero prove that it can't be less. From those, a statement is struck
for good if the rest still misses something without it. What is left contradicts itself, and
wouldn't if any one of it were taken back.
"""

# pyright: standard
# (highspy's core class is untyped)

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from planning.rules import Allocation, Case
from planning.supply.model import build_model
from planning.supply.solver import INFINITY, OPTIMAL, NotSolved, loaded
from planning.supply.statements import PROMISES, Held, Statement, statements_of

UNIT = 0.001
"""Thousand units: promises missed by less are kept."""
MATTERS = 1e-9
MOST_CONFLICTS = 5


class Conflict(NamedTuple):
    statements: tuple[Statement, ...]
    missed_units: float
    """The least that the promises in it miss together, whatever is planned."""


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Smallest contradictory sets, one after the other, until what is left can be kept.

    Whole lots are taken as if any quantity could be ordered, and a case without priorities is
    asked what its contracts would need.
    """
    rules = replace(case.rules, allocation=Allocation.PRIORITY)
    elastic = Elastic(replace(case, rules=rules))
    found: list[Conflict] = []
    in_force = set(elastic.held)
    while len(found) < MOST_CONFLICTS and elastic.missed(in_force) > UNIT:
        smallest = _smallest(elastic, elastic.proof(in_force))
        found.append(Conflict(smallest, elastic.missed(smallest) / UNIT))
        in_force -= {one for one in smallest if one.kind in PROMISES}
    return tuple(found)


def _smallest(elastic: "Elastic", proof: set[Statement]) -> tuple[Statement, ...]:
    """Later limits go first, then later schedules, then the contracts of later tiers."""
    left = set(proof)
    ranks = {one: at for at, one in enumerate(elastic.held)}
    for one in sorted(proof, key=lambda one: (one.kind in PROMISES, -one.period, -ranks[one])):
        if elastic.missed(left - {one}) > UNIT:
            left.remove(one)
    return tuple(sorted(left, key=ranks.__getitem__))


class Elastic:
    """The model with a column to take back each limit; not thread-safe."""

    def __init__(self, case: Case) -> None:
        built = build_model(case)
        model = replace(built, whole=built.whole[:0])
        self.held: dict[Statement, Held] = statements_of(case, model)
        self._highs: Any = loaded(model)
        self._given: dict[Statement, list[int]] = {}
        count = model.layout.count
        for statement, held in self.held.items():
            for row, sign in held.rows:
                self._highs.addCol(0.0, 0.0, 0.0, 1, np.array([row]), np.array([sign]))
                self._given.setdefault(statement, []).append(count)
                count += 1
        self._forced: set[Statement] = set(self.held)
        for promise in self.held:
            self._force(promise, forced=True)

    def missed(self, in_force: Iterable[Statement]) -> float:
        """Thousand units: the least that the promises in force miss under the limits in force."""
        wanted = set(in_force)
        for statement in self._forced ^ wanted:
            self._force(statement, forced=statement in wanted)
        self._forced = wanted
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != OPTIMAL:
            raise NotSolved(self._highs.modelStatusToString(status))
        return float(self._highs.getInfo().objective_function_value)

    def proof(self, in_force: set[Statement]) -> set[Statement]:
        """Of those in force, the limits and schedules that the last answer rests on, and every
        contract.
        """
        duals = np.array(self._highs.getSolution().row_dual)
        return {
            one
            for one in in_force
            if not self.held[one].seen_in
            or (np.abs(duals[list(self.held[one].seen_in)]) > MATTERS).any()
        }

    def _force(self, statement: Statement, *, forced: bool) -> None:
        for column in self.held[statement].shortfalls:
            self._highs.changeColCost(column, 1.0 if forced else 0.0)
        for column in self._given.get(statement, ()):
            self._highs.changeColBounds(column, 0.0, 0.0 if forced else INFINITY)
