"""A logistic regression over embeddings, in numpy: what the second voice has learnt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agents.replies.embedding import Vector
from agents.replies.values import AnswerIntent

WEIGHTS = Path(__file__).parent / "voice.npz"
_Matrix = npt.NDArray[np.float64]
INTENTS = tuple(AnswerIntent)
_STEPS, _RATE, _DECAY = 800, 5.0, 5e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A fitted regression: `centre` and `spread` of the vectors, one row of weights an intent."""

    centre: _Matrix
    spread: float
    rows: _Matrix
    offsets: _Matrix

    def chances(self, vector: Vector) -> dict[AnswerIntent, float]:
        """How likely each intent is; they add up to one."""
        scores = self.rows @ ((vector - self.centre) / self.spread) + self.offsets
        raised = np.exp(scores - scores.max())
        return dict(zip(INTENTS, (raised / raised.sum()).tolist(), strict=True))

    def save(self, path: Path = WEIGHTS) -> None:
        np.savez_compressed(
            path,
            centre=self.centre.astype(np.float32),
            spread=np.array(self.spread),
            rows=self.rows.astype(np.float32),
            offsets=self.offsets.astype(np.float32),
        )


@cache
def weights() -> Weights:
    """The fitted weights that come with the project."""
    with np.load(WEIGHTS) as kept:
        return Weights(
            centre=kept["centre"].astype(np.float64),
            spread=float(kept["spread"]),
            rows=kept["rows"].astype(np.float64),
            offsets=kept["offsets"].astype(np.float64),
        )


def fit(vectors: Sequence[Vector], intents: Sequence[AnswerIntent]) -> Weights:
    """Weights for labelled vectors, by plain gradient descent with decay; a second's work."""
    given = np.stack(vectors).astype(np.float64)
    centre = given.mean(axis=0)
    spread = float(np.sqrt(((given - centre) ** 2).sum(axis=1).mean()))
    points = (given - centre) / spread
    wanted = np.zeros((len(intents), len(INTENTS)))
    wanted[np.arange(len(intents)), [INTENTS.index(intent) for intent in intents]] = 1
    share = wanted.sum(axis=0)
    weight = (len(intents) / (len(INTENTS) * np.maximum(share, 1)))[wanted.argmax(axis=1)]
    rows, offsets = np.zeros((len(INTENTS), given.shape[1])), np.zeros(len(INTENTS))
    for _ in range(_STEPS):
        scores = points @ rows.T + offsets
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        missed = (raised / raised.sum(axis=1, keepdims=True) - wanted) * weight[:, None]
        rows -= _RATE * (missed.T @ points / len(intents) + _DECAY * rows)
        offsets -= _RATE / 10 * missed.mean(axis=0)
    return Weights(centre=centre, spread=spread, rows=rows, offsets=offsets)
