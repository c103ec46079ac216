"""Every graph by the kind of case it runs: the one list that workers wire from."""

from collections.abc import Callable, Mapping
from typing import Any

from graphs import change, cycle, follow_up, input_request, late_input, playbook_change

BUILDERS: Mapping[str, Callable[[Any], Any]] = {
    cycle.KIND: cycle.build,
    input_request.KIND: input_request.build,
    follow_up.KIND: follow_up.build,
    change.KIND: change.build,
    playbook_change.KIND: playbook_change.build,
    late_input.KIND: late_input.build,
}
"""Kind of case to `build(saver)`, which compiles the graph on a thread's own checkpointer."""
