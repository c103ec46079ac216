"""The sample company from its first day: asked for on a page, done by the demo's own process."""

from pathlib import Path

from gates.errors import Refusal
from runtime.office import Office
from runtime.settings import Settings


class NotTheDemo(Refusal):
    """Only the demo's story can begin again. Nothing was changed."""


def _mark(settings: Settings) -> Path:
    return settings.home / "begin-again"


def is_demo(office: Office) -> bool:
    """Whether this is the demo: a clock that a story turns, for nobody's real work."""
    return office.settings.environment == "development" and office.settings.clock == "shifted"


def begin_again(office: Office) -> None:
    """Raises NotTheDemo anywhere else."""
    if not is_demo(office):
        raise NotTheDemo
    _mark(office.settings).touch()


def wants_again(settings: Settings) -> bool:
    """Whether somebody asked since this was last asked."""
    try:
        _mark(settings).unlink()
    except FileNotFoundError:
        return False
    return True
