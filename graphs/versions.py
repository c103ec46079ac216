"""The version of each graph's shape. A case runs to its end on the shape it began with.

Raise the number when a pausing node is renamed, removed or moved: `sopwith doctor` then lists
the cases that still wait on the former shape, and a deployment that would strand them is refused.
"""

from collections.abc import Mapping

GRAPH_VERSIONS: Mapping[str, str] = {
    "cycle": "1",
    "input_request": "1",
    "follow_up": "1",
    "change": "1",
}
"""Kind of case to the version that this code runs."""
