"""M9: what language cost: calls, tokens, money at a named price table, and seconds."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agents.tape import Heard
from runtime.model_prices import Price


class Prices(BaseModel):
    """A price table has a name, so that a figure says by which it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1)
    models: dict[str, Price]

    @classmethod
    def of_file(cls, path: Path | None) -> "Prices | None":
        if path is None:
            return None
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Of one life, or of many."""

    calls: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: tuple[float, ...] = ()
    by_model: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    def __add__(self, other: "Spent") -> "Spent":
        models = dict(self.by_model)
        for name, (tokens_in, tokens_out) in other.by_model.items():
            mine = models.get(name, (0, 0))
            models[name] = mine[0] + tokens_in, mine[1] + tokens_out
        return Spent(
            calls=self.calls + other.calls,
            cached=self.cached + other.cached,
            failed=self.failed + other.failed,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            seconds=self.seconds + other.seconds,
            by_model=models,
        )

    def cost_eur(self, prices: Prices | None) -> Decimal | None:
        """None where a model that was asked has no price."""
        if prices is None or not set(self.by_model) <= set(prices.models):
            return None
        parts = (prices.models[name].of(*tokens) for name, tokens in self.by_model.items())
        return sum(parts, Decimal(0))

    def plain(self, prices: Prices | None) -> dict[str, Any]:
        cost = self.cost_eur(prices)
        return {
            "calls": self.calls,
            "cached": self.cached,
            "failed": self.failed,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "p50_s": quantile(self.seconds, 0.5),
            "p95_s": quantile(self.seconds, 0.95),
            "prices": prices.name if prices else None,
            "cost_eur": None if cost is None else str(cost),
        }


def spent(played: Sequence[tuple[str, Heard]]) -> Spent:
    """What these answers took when they were given, by the models they were asked of."""
    by_model: dict[str, tuple[int, int]] = {}
    for model, one in played:
        tokens_in, tokens_out = by_model.get(model, (0, 0))
        by_model[model] = (tokens_in + one.tokens_in, tokens_out + one.tokens_out)
    answers = [one for _, one in played]
    return Spent(
        calls=len(answers),
        cached=sum(one.cached for one in answers),
        failed=sum(one.value is None for one in answers),
        tokens_in=sum(one.tokens_in for one in answers),
        tokens_out=sum(one.tokens_out for one in answers),
        seconds=tuple(one.latency_s for one in answers),
        by_model=by_model,
    )


def quantile(values: Sequence[float], part: float) -> float:
    """The nearest rank; 0 of nothing.

    >>> quantile([3.0, 1.0, 2.0], 0.5), quantile([], 0.5)
    (2.0, 0.0)
    """
    if not values:
        return 0.0
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]
