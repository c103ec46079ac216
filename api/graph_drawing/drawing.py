"""The layers as boxes and lines, downwards, or to the right where that is the smaller drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.graph_drawing.layers import Edge, Layered, layered

WIDE, HIGH = 164, 36
"""A box."""
BESIDE, APART, PASSING = 20, 30, 14
"""Between boxes of a layer, between layers, and how wide the place of a passing line is."""
EDGE = 12
LANE = 12
"""Between two lines that lead back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    name: str
    x: int
    y: int
    wide: int = WIDE
    high: int = HIGH

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.wide // 2, self.y + self.high // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    source: str
    to: str
    path: str
    back: bool = False
    """Whether it leads back to an earlier step."""
    both: bool = False
    """Whether it is also led back along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    wide: int
    high: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(nodes: Sequence[str], edges: Sequence[Edge]) -> Drawing:
    of = layered(nodes, edges)
    across = max(sum(">" not in name for name in layer) for layer in of.layers) > len(of.layers)
    return _right(of) if across else _down(of)


def _spread(layers: Sequence[Sequence[str]], size: int) -> tuple[dict[str, int], int]:
    """Where each node begins within its layer, every layer in the middle; and how much it takes."""
    of = [[PASSING if ">" in name else size for name in layer] for layer in layers]
    taken = [sum(sizes) + BESIDE * (len(sizes) - 1) for sizes in of]
    most, begins = max(taken), dict[str, int]()
    for layer, sizes, own in zip(layers, of, taken, strict=True):
        at = EDGE + (most - own) // 2
        for name, one in zip(layer, sizes, strict=True):
            begins[name] = at
            at += one + BESIDE
    return begins, most


def _down(of: Layered) -> Drawing:
    begins, most = _spread(of.layers, WIDE)
    step = HIGH + APART
    boxes = {
        name: Box(
            name=name,
            x=begins[name],
            y=EDGE + number * step,
            wide=PASSING if ">" in name else WIDE,
        )
        for number, layer in enumerate(of.layers)
        for name in layer
    }
    forward = [
        Line(
            source=way[0], to=way[-1], path=_falling(way, boxes), both=(way[0], way[-1]) in of.both
        )
        for way in of.forward
    ]
    right = EDGE + most
    back = [
        Line(source=one, to=to, path=_around(boxes[one], boxes[to], right + LANE * n), back=True)
        for n, (one, to) in enumerate(_short_first(of.back, boxes), 1)
    ]
    return Drawing(
        wide=right + LANE * (len(back) + 1) + EDGE,
        high=EDGE * 2 + len(of.layers) * step - APART,
        boxes=tuple(box for box in boxes.values() if ">" not in box.name),
        lines=(*forward, *back),
    )


def _short_first(back: Sequence[Edge], boxes: Mapping[str, Box]) -> list[Edge]:
    """The shorter a way back, the nearer to the boxes."""
    return sorted(back, key=lambda edge: abs(boxes[edge[0]].y - boxes[edge[1]].y))


def _falling(way: Sequence[str], boxes: Mapping[str, Box]) -> str:
    """From the foot of the first to the head of the last, bending between layers."""
    first = boxes[way[0]]
    x, y = first.middle[0], first.y + first.high
    said = [f"M{x} {y}"]
    for name in way[1:]:
        box = boxes[name]
        to_x, to_y = box.middle[0], box.y
        half = (y + to_y) // 2
        said.append(f"C{x} {half} {to_x} {half} {to_x} {to_y}")
        x, y = to_x, to_y
        if name != way[-1]:
            y += box.high
            said.append(f"V{y}")
    return " ".join(said)


def _around(source: Box, to: Box, lane: int) -> str:
    """Out to the right, up its own lane, and back in."""
    y, to_y = source.y + source.high * 2 // 3, to.y + to.high // 3
    return f"M{source.x + source.wide} {y} H{lane} V{to_y} H{to.x + to.wide}"


def _right(of: Layered) -> Drawing:
    begins, most = _spread(of.layers, HIGH)
    step = WIDE + APART * 2
    boxes = {
        name: Box(name=name, x=EDGE + number * step, y=begins[name])
        for number, layer in enumerate(of.layers)
        for name in layer
    }
    forward = [
        Line(
            source=way[0], to=way[-1], path=_leading(way, boxes), both=(way[0], way[-1]) in of.both
        )
        for way in of.forward
    ]
    foot = EDGE + most
    back = [
        Line(source=one, to=to, path=_below(boxes[one], boxes[to], foot + LANE * n), back=True)
        for n, (one, to) in enumerate(of.back, 1)
    ]
    return Drawing(
        wide=EDGE * 2 + len(of.layers) * step - APART * 2,
        high=foot + LANE * (len(back) + 1) + EDGE,
        boxes=tuple(box for box in boxes.values() if ">" not in box.name),
        lines=(*forward, *back),
    )


def _leading(way: Sequence[str], boxes: Mapping[str, Box]) -> str:
    first = boxes[way[0]]
    x, y = first.x + first.wide, first.middle[1]
    said = [f"M{x} {y}"]
    for name in way[1:]:
        box = boxes[name]
        to_x, to_y = box.x, box.middle[1]
        half = (x + to_x) // 2
        said.append(f"C{half} {y} {half} {to_y} {to_x} {to_y}")
        x, y = to_x, to_y
        if name != way[-1]:
            x += box.wide
            said.append(f"H{x}")
    return " ".join(said)


def _below(source: Box, to: Box, lane: int) -> str:
    x, to_x = source.middle[0], to.middle[0] + LANE
    return f"M{x} {source.y + source.high} V{lane} H{to_x} V{to.y + to.high}"
