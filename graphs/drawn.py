"""The graphs for LangGraph's own tools (`langgraph.json`): to be looked at, never to be run there.

Compiled without a checkpointer and without our tools, a node has no session, no clock and no
letters. Cases are advanced by our worker alone, from what our tables say.
"""

from typing import Any

from graphs.builders import BUILDERS


def cycle() -> Any:
    return BUILDERS["cycle"](None)


def input_request() -> Any:
    return BUILDERS["input_request"](None)


def follow_up() -> Any:
    return BUILDERS["follow_up"](None)


def change() -> Any:
    return BUILDERS["change"](None)


def playbook_change() -> Any:
    return BUILDERS["playbook_change"](None)


def late_input() -> Any:
    return BUILDERS["late_input"](None)
