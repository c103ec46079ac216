"""What a month is about: options whose true worth is known, and what the agents recommend."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from evals.sim.chance import stream
from evals.sim.world import World
from gates.brief import Brief, Metric, Option, Pick, Silence, Stake, WhyNow

OPTIONS = ("do_nothing", "build_early", "limit_promotion")
MARGIN = Metric(
    key="margin_after_cost_eur", label="Margin", unit="EUR", better="higher", decimals=0
)
CASH = Metric(key="working_capital_peak_eur", label="Cash", unit="EUR", better="lower", decimals=0)
SALES = Metric(key="units_sold_units", label="Sold", unit="units", better="higher", decimals=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A month's trade-off. What is `best` is sealed; the brief shows what the agents believe."""

    values: dict[str, dict[str, Decimal]]
    best: str
    recommended: str
    stake_eur: Decimal
    moved: Decimal = Decimal(0)
    """How far the margin is from what was signed, as a share of it."""

    @property
    def flawed(self) -> bool:
        return self.best != self.recommended


def matter(world: World, month: int) -> Matter:
    chance = stream(world.seed, "matter", month)
    margin = {key: Decimal(chance.randrange(200_000, 900_000, 1_000)) for key in OPTIONS}
    best = max(margin, key=lambda key: margin[key])
    others = [key for key in OPTIONS if key != best]
    wrong = chance.random() < world.flawed
    return Matter(
        values={
            key: {
                MARGIN.key: margin[key],
                CASH.key: Decimal(chance.randrange(100_000, 500_000, 1_000)),
                SALES.key: Decimal(chance.randrange(20_000, 90_000, 100)),
            }
            for key in OPTIONS
        },
        best=best,
        recommended=chance.choice(others) if wrong else best,
        stake_eur=world.stake_eur * Decimal(str(round(chance.uniform(0.3, 1.6), 2))),
    )


def brief_of(gate: str, about: Matter, at: datetime) -> Brief:
    """What a gate's people are shown."""
    chooses = gate in {"review", "trade_off", "executive_lock"}
    return Brief(
        gate=gate,
        subject=f"{gate}, {at:%Y-%m}",
        question="What is to be done?",
        why_now=WhyNow(rule="simulated", observed="", threshold="", at=at),
        stake=Stake(amount_eur=about.stake_eur, headline="", detail=""),
        silence=Silence(headline="", detail=""),
        authors=(),
        pick=Pick(option=about.recommended, because=(), doubts=()) if chooses else None,
        metrics=(MARGIN, CASH, SALES) if chooses else (),
        options=tuple(_option(key, about) for key in OPTIONS)
        if chooses
        else (_plain("wait"), _plain("go_on")),
    )


def _option(key: str, about: Matter) -> Option:
    values = dict(about.values[key])
    values[MARGIN.key] = (values[MARGIN.key] * (1 + about.moved)).quantize(Decimal(1))
    return Option(key=key, name=key, summary="", values=values, choose_by=None, breaks_if="")


def _plain(key: str) -> Option:
    return Option(key=key, name=key, summary="", values={}, choose_by=None, breaks_if="")
