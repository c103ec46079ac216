"""A graph as its page draws it: boxes and lines, and the same as a table."""

from dataclasses import dataclass

from api.graph_drawing.drawing import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphBox:
    name: str
    mark: str
    """◆ waits for people, ‖ for anything that happens."""
    x: int
    y: int
    wide: int
    high: int
    note: str
    """Who stands there now, in few words; empty where nobody does."""
    figures: str
    """How long it takes, what it cost and how often it failed; empty where it never ran."""
    tone: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A case that stands at a node."""

    label: str
    href: str
    troubled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeLine:
    """A row of the text alternative."""

    anchor: str
    name: str
    sort: str
    leads: tuple[str, ...]
    standing: tuple[Standing, ...]
    runs: str
    takes: str
    """How long it works; of a gate, how long people took."""
    failures: str
    costs: str
    """What a model's words in it cost; empty where it speaks none."""
    words: tuple[tuple[str, str], ...]
    """The jobs it speaks for: title and, for who may tune, where they are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphView:
    kind: str
    title: str
    others: tuple[tuple[str, str, bool], ...]
    """Every graph: its address, its title, and whether it is this one."""
    summary: str
    wide: int
    high: int
    boxes: tuple[GraphBox, ...]
    lines: tuple[Line, ...]
    says: str
    """The drawing in a sentence."""
    nodes: tuple[NodeLine, ...]
    nowhere: tuple[Standing, ...]
    """Cases in a worker's hands, or between two steps."""
