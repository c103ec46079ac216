"""The version of each graph. A case runs to its end on the version it began with.

Before it starts, a new version rehearses every open case and refuses what would strand one
(runtime/stranding.py). Raise the number for what no rehearsal can see: a step that keeps its name
and its pause but now means something else to the cases that are under way.
"""

from collections.abc import Mapping

GRAPH_VERSIONS: Mapping[str, str] = {
    "cycle": "1",
    "input_request": "1",
    "follow_up": "1",
    "change": "1",
    "playbook_change": "1",
    "late_input": "1",
}
"""Kind of case to the version that this code runs."""
