"""Forecasts of every level of a tree made to add up, by how sure each of them is.

Each node has a forecast of its own with a variance; their errors are taken to be independent.
The numbers of least squared error in units of those variances that add up (generalised least
squares, MinT with a diagonal W: Wickramasuriya, Athanasopoulos and Hyndman 2019) are, on a tree,
two passes. Upwards, what a subtree says of its top:

  M = sum m[child], C = sum c[child];  m = (M / C + y / w) / (1 / C + 1 / w),  c = 1 / (1/C + 1/w)

Downwards, the difference between a node's final number T and M goes to its children by how unsure
each is: child = m + c / C * (T - M). Variances follow in the same passes.
"""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Node:
    """A forecast and its variance, above 0; what it is made of, or nothing at the bottom."""

    mean: float
    variance: float
    children: "tuple[Node, ...]" = ()


class Reconciled(NamedTuple):
    """In the order of a node before its children, from the first to the last."""

    means: tuple[float, ...]
    variances: tuple[float, ...]


class _Said(NamedTuple):
    """What a subtree says of its top, and what its children alone do."""

    mean: float
    variance: float
    children_mean: float
    children_variance: float
    children: "tuple[_Said, ...]"


def reconcile(root: Node) -> Reconciled:
    """Every node's number, so that each is the sum of its children.

    A total forecast at 120 that is as sure as its two parts, at 40 and 60, are together: they
    meet halfway, and the parts share it alike.

    >>> reconcile(Node(120, 2, (Node(40, 1), Node(60, 1)))).means
    (110.0, 45.0, 65.0)
    """
    means, variances = list[float](), list[float]()

    def settle(said: _Said, mean: float, variance: float) -> None:
        means.append(mean)
        variances.append(variance)
        for child in said.children:
            share = child.variance / said.children_variance
            settle(
                child,
                child.mean + share * (mean - said.children_mean),
                child.variance * (1 - share) + share**2 * variance,
            )

    top = _listen(root)
    settle(top, top.mean, top.variance)
    return Reconciled(tuple(means), tuple(variances))


def _listen(node: Node) -> _Said:
    if not node.children:
        return _Said(node.mean, node.variance, 0.0, 0.0, ())
    below = tuple(map(_listen, node.children))
    mean, variance = sum(one.mean for one in below), sum(one.variance for one in below)
    sure = 1 / variance + 1 / node.variance
    return _Said(
        (mean / variance + node.mean / node.variance) / sure, 1 / sure, mean, variance, below
    )
