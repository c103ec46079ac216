"""Where a model's answers come from in a replay."""

from enum import StrEnum


class Mode(StrEnum):
    REPLAY = "replay"
    """Only what was recorded; what wasn't is a miss, and falls back to our own rules."""
    AUTO = "auto"
    """What wasn't recorded is asked of the model, and counted."""
    LIVE = "live"
    """Everything is asked of the model."""
