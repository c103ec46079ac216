"""The two ways a case pauses. A pausing node does nothing else."""

GATE = "gate:"
WAIT = "wait:"


def gate_pause(request_key: str) -> str:
    """The pause of a gate: over when the case's request under this key is closed."""
    return GATE + request_key


def wait_pause(name: str) -> str:
    """A wait for anything: over whenever the case is rung, sometimes for no reason.

    The node after it looks at what is so, and leads back to the wait when nothing is.
    """
    return WAIT + name
