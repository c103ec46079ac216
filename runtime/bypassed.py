"""Pauses that a deployment puts before where a case stands: it would never be asked there."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, cast

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph

from runtime.checkpoints import Graph
from runtime.rehearsing import HandsOff, WouldStrand, in_words, is_pausing
from runtime.standing import Standing, config_of


class Ways:
    """The ways through one graph, and which pauses lie on all of them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._leads: dict[str, set[str]] = defaultdict(set)
        for edge in graph.get_graph().edges:
            self._leads[edge.source].add(edge.target)
        self._pausing = frozenset(
            name for name, node in graph.builder.nodes.items() if is_pausing(node.runnable)
        )

    def refuse_bypassing(
        self, at: Iterable[str], standing: Standing, ever_asked: Callable[[], Iterable[str]]
    ) -> None:
        """Raises `WouldStrand` where no way leads to these steps but through an unseen pause.

        A pause that was only renamed asks what the case was asked before under its former name.
        """
        new = {gate for step in at for gate in self._guards(step)} - standing.has_run
        if not new:
            return
        asked = frozenset(ever_asked())
        for gate in sorted(new):
            question = self._question(gate, standing)
            if question not in asked:
                raise WouldStrand(
                    f"it is past “{gate}”, new in this version, and was never asked “{question}”"
                )

    def _guards(self, step: str) -> frozenset[str]:
        if step not in self._reached():
            return frozenset()
        return frozenset(
            gate for gate in self._pausing - {step} if step not in self._reached(without=gate)
        )

    def _reached(self, *, without: str | None = None) -> set[str]:
        reached, ahead = set[str](), {START}
        while ahead:
            reached |= ahead
            ahead = {to for step in ahead for to in self._leads[step]} - reached - {without}
        return reached

    def _question(self, gate: str, standing: Standing) -> str:
        """What the pause would ask of this case, by running the one node alone."""
        schema = self._graph.builder.state_schema
        alone: Any = StateGraph(schema)
        alone.add_node(gate, self._graph.builder.nodes[gate].runnable)
        alone.add_edge(START, gate)
        state = {name: kept for name, kept in standing.carries.items() if ":" not in name}
        with in_words(f"it is past “{gate}”, new in this version, which"):
            rested = alone.compile(checkpointer=InMemorySaver()).invoke(
                state, config_of(gate), context=cast("Any", HandsOff()), version="v2"
            )
        return ", ".join(str(pause.value) for pause in rested.interrupts)
