"""Every graph by the kind of case it runs: the one list that workers wire from."""

from collections.abc import Callable, Mapping
from typing import Any

BUILDERS: Mapping[str, Callable[[Any], Any]] = {}
"""Kind of case to `build(saver)`, which compiles the graph on a thread's own checkpointer."""
