"""What a model's answer costs, by the prices this installation states."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from pydantic import BaseModel, ConfigDict, Field

from agents.reading_values import Provenance

MILLION = 1_000_000


class Price(BaseModel):
    """Euros for a million tokens, of what is asked and of what is answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    input_eur: Decimal = Field(ge=0)
    output_eur: Decimal = Field(ge=0)

    def of(self, tokens_in: int, tokens_out: int) -> Decimal:
        """What so many tokens cost, in euros."""
        return (tokens_in * self.input_eur + tokens_out * self.output_eur) / MILLION


def prices_of(said: str) -> Mapping[str, Price]:
    """Prices by model, as the setting says them.

    >>> prices_of("large=2.50/10, small=0.15/0.60")["small"].output_eur
    Decimal('0.60')
    >>> prices_of("large=cheap")
    Traceback (most recent call last):
    ValueError: large=cheap isn't MODEL=EUR/EUR
    """
    return dict(_price(one.strip()) for one in said.split(",") if one.strip())


def _price(said: str) -> tuple[str, Price]:
    model, _, sums = said.rpartition("=")
    try:
        asked, answered = (Decimal(one) for one in sums.split("/"))
    except (InvalidOperation, ValueError) as wrong:
        raise ValueError(f"{said} isn't MODEL=EUR/EUR") from wrong
    if not model or not all(one.is_finite() and one >= 0 for one in (asked, answered)):
        raise ValueError(f"{said} isn't MODEL=EUR/EUR")
    return model, Price(input_eur=asked, output_eur=answered)


def cost_eur(by: Provenance, prices: Mapping[str, Price]) -> Decimal | None:
    """What it cost; nothing where no model was asked, None where nobody stated a price.

    >>> said = Provenance(provider="model", model="large", tokens=1200, answer_tokens=200)
    >>> cost_eur(said, prices_of("large=2.50/10"))
    Decimal('0.0045')
    """
    if not by.tokens:
        return Decimal(0)
    price = prices.get(by.model)
    if price is None:
        return None
    return price.of(by.tokens - by.answer_tokens, by.answer_tokens).normalize()
