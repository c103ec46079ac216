"""The page of all help."""

from dataclasses import dataclass

from api.help import HelpView


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    sections: tuple[HelpView, ...]
    demo: bool
    """Whether the demo's story can be walked through, and begun again."""
    again: bool
    """It was just asked to begin again."""
