"""Which layer each node stands in, and in which order within it.

Layered drawing after Sugiyama: edges that lead back are set aside, a node stands one layer below
the last that leads to it, long edges pass through a place of their own in every layer between,
and each layer is ordered by the middle of its neighbours, to and fro a few times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
SWEEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered:
    """Layers from first to last. A long edge's places are named `from>to#layer`."""

    layers: tuple[tuple[str, ...], ...]
    forward: tuple[tuple[str, ...], ...]
    """Each edge's way, places in between included."""
    back: tuple[Edge, ...]
    both: frozenset[Edge]
    """Edges that are also led back along; their way back isn't in `back`."""


def layered(nodes: Sequence[str], edges: Sequence[Edge]) -> Layered:
    """Every node is reached from the first.

    >>> layered(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")]).layers
    (('a',), ('b', 'a>c#1'), ('c',))
    """
    turned = _leading_back(nodes, edges)
    ahead = [edge for edge in dict.fromkeys(edges) if edge not in turned and edge[0] != edge[1]]
    at = _depths(nodes, ahead)
    ways = tuple(_way(edge, at) for edge in ahead)
    both = frozenset((to, source) for source, to in turned) & frozenset(ahead)
    back = tuple(edge for edge in turned if (edge[1], edge[0]) not in both)
    return Layered(layers=_ordered(nodes, at, ways), forward=ways, back=back, both=both)


def _leading_back(nodes: Sequence[str], edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Edges that close a ring, walking in the order the graph was drawn in."""
    leads: dict[str, list[str]] = {node: [] for node in nodes}
    place = {node: number for number, node in enumerate(nodes)}
    for source, to in edges:
        leads[source].append(to)
    found: list[Edge] = []
    seen: set[str] = set()
    on_way: set[str] = set()

    def walk(node: str) -> None:
        seen.add(node)
        on_way.add(node)
        for to in sorted(leads[node], key=place.__getitem__):
            if to in on_way:
                found.append((node, to))
            elif to not in seen:
                walk(to)
        on_way.remove(node)

    for node in nodes:
        if node not in seen:
            walk(node)
    return tuple(found)


def _depths(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """One below the lowest of those that lead to it."""
    at = dict.fromkeys(nodes, 0)
    for _ in nodes:  # as many rounds as the longest way could take
        moved = False
        for source, to in edges:
            if at[to] < at[source] + 1:
                at[to], moved = at[source] + 1, True
        if not moved:
            break
    return at


def _way(edge: Edge, at: Mapping[str, int]) -> tuple[str, ...]:
    source, to = edge
    between = (f"{source}>{to}#{layer}" for layer in range(at[source] + 1, at[to]))
    return (source, *between, to)


def _ordered(
    nodes: Sequence[str], at: Mapping[str, int], ways: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    layers: list[list[str]] = [[] for _ in range(max(at.values()) + 1)]
    for node in nodes:
        layers[at[node]].append(node)
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for way in ways:
        for number, (source, to) in enumerate(pairwise(way)):
            below.setdefault(source, []).append(to)
            above.setdefault(to, []).append(source)
            if number:
                layers[at[way[0]] + number].append(source)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        order = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        for layer in order:
            _by_middle(layers[layer], layers[layer - 1 if down else layer + 1],
                       above if down else below)  # fmt: skip
    return tuple(tuple(layer) for layer in layers)


def _by_middle(
    layer: list[str], beside: Sequence[str], neighbours: Mapping[str, Sequence[str]]
) -> None:
    place = {node: number for number, node in enumerate(beside)}
    own = {node: float(number) for number, node in enumerate(layer)}

    def middle(node: str) -> float:
        known = [place[one] for one in neighbours.get(node, ()) if one in place]
        return sum(known) / len(known) if known else own[node]

    layer.sort(key=middle)
