"""The page of one graph: its drawing, where cases stand in it, and what its nodes come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api import formats
from api.graph_drawing.drawing import draw
from api.tongue import Say, say
from api.views.graphs import GraphBox, GraphView, NodeLine, Standing
from graphs.shape import Node, Shape, Sort
from graphs.speaking import jobs_of
from store.node_work import NodeWork
from store.reading_graphs import StandingCase, Waited

TITLES = {
    "cycle": Say("A cycle"),
    "input_request": Say("A forecast asked for"),
    "follow_up": Say("An action followed up"),
    "change": Say("A change weighed"),
    "late_input": Say("A forecast that came too late"),
    "playbook_change": Say("A playbook proposed"),
}
PAGES = {"cycle": "/cycle", "input_request": "/inputs/{}", "follow_up": "/actions/{}"}
MARKS = {Sort.GATE: "◆", Sort.WAIT: "‖"}
SORTS = {
    Sort.START: Say("Begins"),
    Sort.STEP: Say("Works"),
    Sort.GATE: Say("Waits for people"),
    Sort.WAIT: Say("Waits for what happens"),
    Sort.END: Say("Ends"),
}
JOBS = {"draft": Say("Wording a letter"), "read_reply": Say("Sorting a reply")}
MS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A graph, and what the database says of its cases."""

    kind: str
    shape: Shape
    standing: Sequence[StandingCase]
    work: Mapping[str, NodeWork]
    waited: Mapping[str, Waited]
    tunes: bool = False
    """Whether the reader may change what is spoken."""
    model: str = ""
    """The model this installation is set up with; empty where none is."""


def graph_view(found: Found) -> GraphView:
    drawn = draw([node.name for node in found.shape.nodes], found.shape.leads)
    by_name = {node.name: node for node in found.shape.nodes}
    at = {name: _standing_at(found, name) for name in by_name}
    order = sorted(drawn.boxes, key=lambda box: (box.y, box.x))
    return GraphView(
        kind=found.kind,
        title=TITLES[found.kind],
        others=tuple((f"/playbook/graphs/{k}", t, k == found.kind) for k, t in TITLES.items()),
        summary=formats.count(len(found.standing), "open case"),
        wide=drawn.wide,
        high=drawn.high,
        boxes=tuple(
            GraphBox(
                name=_words(box.name),
                mark=MARKS.get(by_name[box.name].sort, ""),
                x=box.x,
                y=box.y,
                wide=box.wide,
                high=box.high,
                note=_note(at[box.name]),
                figures=_figures(found, by_name[box.name]),
                tone=_tone(by_name[box.name], at[box.name]),
                href=f"#node-{box.name.strip('_')}",
            )
            for box in order
        ),
        lines=drawn.lines,
        says=_says(found),
        nodes=tuple(_line(found, node, at[node.name]) for node in found.shape.nodes),
        nowhere=tuple(_standing(found.kind, one) for one in found.standing if not one.nodes),
    )


def _standing_at(found: Found, name: str) -> tuple[Standing, ...]:
    return tuple(_standing(found.kind, one) for one in found.standing if name in one.nodes)


def _standing(kind: str, one: StandingCase) -> Standing:
    href = PAGES.get(kind, "").format(one.subject_id)
    number = "" if kind == "cycle" else f", {one.subject_id}"
    return Standing(label=f"{one.cycle}{number}", href=href, troubled=one.troubled)


def _note(at: Sequence[Standing]) -> str:
    """How many cases stand at a node.

    >>> _note([Standing(label="", href="", troubled=False)] * 2), _note([])
    ('2 wait', '')
    """
    stuck = sum(one.troubled for one in at)
    waiting = len(at) - stuck
    said = (
        f"{waiting} wait{'s' * (waiting == 1)}" if waiting else "",
        f"{stuck} stuck" * bool(stuck),
    )
    return ", ".join(filter(None, said))


def _figures(found: Found, node: Node) -> str:
    """What a box says of the past, in few words; the table says it whole."""
    work, waited = found.work.get(node.name), found.waited.get(node.asks) if node.asks else None
    if waited is not None and waited.median_h is not None:
        return say("{hours} h", hours=formats.number(Decimal(str(waited.median_h)), 1))
    if work is None:
        return ""
    parts = [_time(work.seconds / work.runs)]
    if work.cost_eur:
        parts.append(formats.small_eur(work.cost_eur))
    if work.failures:
        parts.append(say("{count} failed", count=work.failures))
    return ", ".join(parts)


def _tone(node: Node, at: Sequence[Standing]) -> str:
    if any(one.troubled for one in at):
        return "stuck"
    return "now" if at else "pauses" if node.sort in MARKS else ""


def _words(name: str) -> str:
    """A node's name in words.

    >>> _words("await_trade_off"), _words("__start__")
    ('await trade off', 'start')
    """
    return name.strip("_").replace("_", " ")


def _says(found: Found) -> str:
    gates = sum(node.sort is Sort.GATE for node in found.shape.nodes)
    steps = formats.count(len(found.shape.nodes) - 2, "step")
    if not gates:
        return say("{steps}. The table below says the same.", steps=steps)
    return say(
        "{steps}, {gates} among them. The table below says the same.",
        steps=steps,
        gates=formats.count(gates, "gate"),
    )


def _line(found: Found, node: Node, at: tuple[Standing, ...]) -> NodeLine:
    jobs = jobs_of(found.kind).get(node.name, ())
    work, waited = found.work.get(node.name), found.waited.get(node.asks) if node.asks else None
    return NodeLine(
        anchor=f"node-{node.name.strip('_')}",
        name=formats.headline(_words(node.name)),
        sort=SORTS[node.sort],
        leads=tuple(_words(to) for to in found.shape.after(node.name)),
        standing=at,
        runs=formats.count(waited.asked, "question") if waited else _runs(work),
        takes=_hours(waited) if waited else _takes(work),
        failures=formats.number(work.failures) if work and work.failures else "",
        costs=_costs(work, found.model) if jobs else "",
        words=tuple((JOBS[job], f"/playbook/words/{job}" if found.tunes else "") for job in jobs),
    )


def _costs(work: NodeWork | None, model: str) -> str:
    """Tokens, and money where the model's price is stated; our own rules take neither."""
    if work is None or not work.tokens:
        return say("nothing") if work and not model else ""
    tokens = say("{tokens} tokens", tokens=formats.number(work.tokens))
    return f"{formats.small_eur(work.cost_eur)}, {tokens}" if work.cost_eur else tokens


def _runs(work: NodeWork | None) -> str:
    return formats.count(work.runs, "run") if work else ""


def _takes(work: NodeWork | None) -> str:
    if work is None:
        return ""
    return say(
        "{average} on average, {most} at most",
        average=_time(work.seconds / work.runs),
        most=_time(work.longest_s),
    )


def _time(seconds: float) -> str:
    """A length a person can compare.

    >>> _time(0.0042), _time(12.34)
    ('4 ms', '12.3 s')
    """
    return f"{seconds:,.1f} s" if seconds >= 1 else f"{round(seconds * MS)} ms"


def _hours(waited: Waited) -> str:
    if waited.median_h is None:
        return say("nobody answered yet")
    hours = formats.number(Decimal(str(waited.median_h)), 1)
    return say("{hours} h until answered, in the middle", hours=hours)
