"""What a node's words take: tokens and money, counted where a language is spoken."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal

from agents.ask import Language
from agents.reading_values import Provenance, Reading, ReplyContext
from agents.wording import Draft, DraftRequest, Offer
from runtime.model_prices import Price, cost_eur


@dataclass(slots=True, kw_only=True)
class Spent:
    """Tokens of every answer asked for, used or not, and what those of a stated price cost."""

    tokens: int = 0
    cost_eur: Decimal = Decimal(0)


_SPENT: ContextVar[Spent | None] = ContextVar("spent", default=None)


@contextmanager
def metered() -> Iterator[Spent]:
    """What is spent within the block, on this thread."""
    spent = Spent()
    token = _SPENT.set(spent)
    try:
        yield spent
    finally:
        _SPENT.reset(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """A language whose answers are counted where somebody counts."""

    language: Language
    prices: Mapping[str, Price]

    def read_reply(self, context: ReplyContext) -> Reading:
        reading = self.language.read_reply(context)
        self._count(reading.provenance)
        return reading

    def draft(self, request: DraftRequest) -> Draft:
        draft = self.language.draft(request)
        self._count(draft.provenance)
        return draft

    def offer(self, request: DraftRequest) -> Offer | None:
        offer = self.language.offer(request)
        if offer is not None:
            self._count(offer.provenance)
        return offer

    def _count(self, by: Provenance) -> None:
        spent = _SPENT.get()
        if spent is not None:
            spent.tokens += by.tokens
            spent.cost_eur += cost_eur(by, self.prices) or 0
