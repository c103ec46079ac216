"""Many like pieces of work: one after the other here, or at once where somebody offers it."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Spread(Protocol):
    """What each piece comes to, in the order asked: the same however they are spread.

    The work is a function of a module: it is handed what all pieces share, then the piece. `size`
    is how much there is to one, in quantities planned; `done` hears how many are over.
    """

    def __call__(
        self,
        work: Callable[..., T],
        shared: tuple[Any, ...],
        each: Sequence[Any],
        *,
        size: int,
        done: Callable[[int], None],
    ) -> list[T]: ...


def in_order(
    work: Callable[..., T],
    shared: tuple[Any, ...],
    each: Sequence[Any],
    *,
    size: int,  # noqa: ARG001 (here it makes no difference)
    done: Callable[[int], None],
) -> list[T]:
    """One after the other, where we are."""
    found: list[T] = []
    for at, one in enumerate(each):
        done(at)
        found.append(work(*shared, one))
    return found
