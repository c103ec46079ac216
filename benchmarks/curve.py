"""How seconds grow with size, as a picture: both axes by powers of ten, a line for each way."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 90, 20, 50
LINE = 14
STROKES = ("", "6 4", "2 3", "10 3 2 3")
"""Lines differ in dashes and by the name at their end, never by colour."""

Points = Sequence[tuple[float, float]]


def drawn(title: str, ways: Mapping[str, Points], *, across: str, up: str) -> str:
    """An SVG that needs no style sheet and reads in light and dark."""
    spans = [
        _span([point[axis] for points in ways.values() for point in points]) for axis in (0, 1)
    ]

    def x(value: float) -> float:
        return LEFT + _share(value, spans[0]) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - _share(value, spans[1]) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        ' font-family="sans-serif" font-size="13" fill="#777" stroke="none">',
        f"<title>{escape(title)}</title>",
    ]
    for power in range(spans[0][0], spans[0][1] + 1):
        parts.append(_line(x(10**power), TOP, x(10**power), HEIGHT - BOTTOM))
        parts.append(_text(x(10**power), HEIGHT - BOTTOM + 18, f"{10**power:,}", "middle"))
    for power in range(spans[1][0], spans[1][1] + 1):
        parts.append(_line(LEFT, y(10.0**power), WIDTH - RIGHT, y(10.0**power)))
        parts.append(_text(LEFT - 6, y(10.0**power) + 4, f"{10.0**power:g}", "end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, across, "middle"))
    parts.append(_text(LEFT - 40, TOP - 6, up, "start"))
    named = list[float]()
    for (name, points), dashes in zip(ways.items(), STROKES, strict=False):
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="#777" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        )
        last = points[-1]
        beside = y(last[1]) + 4
        while any(abs(beside - other) < LINE for other in named):
            beside -= LINE / 2
        named.append(beside)
        parts.append(_text(x(last[0]) + 6, beside, name, "start"))
    return "\n".join((*parts, "</svg>", ""))


def _span(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _share(value: float, span: tuple[int, int]) -> float:
    return (log10(value) - span[0]) / (span[1] - span[0])


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#777" stroke-opacity="0.3"/>'


def _text(x: float, y: float, said: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'
