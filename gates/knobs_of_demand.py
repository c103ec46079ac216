"""What may be changed in a lever on demand: how much dearer, which region, and from when on."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gates.knob import SHARE, Knob
from planning.company import Company
from planning.elasticity import elasticity_of
from planning.levers_of_demand import MoveDemand, RaisePrice

WEEKS = "weeks after the plan's start"


def raise_knobs(company: Company, lever: RaisePrice, position: int) -> Iterator[Knob]:
    stated = [
        elasticity_of(company, sku, tier.code) for sku in lever.skus for tier in company.tiers
    ]
    most = min((one.most_pct for one in stated if one is not None), default=Decimal(0))
    yield Knob(
        key="dearer",
        title="Price raised by",
        unit=SHARE,
        value=lever.raise_pct,
        most=most,
        whole=False,
        lever=position,
        put=lambda was, share: replace(was, raise_pct=share),
    )
    yield _starts(company, lever.week, "New price holds from", position)


def move_knobs(company: Company, lever: MoveDemand, position: int) -> Iterator[Knob]:
    yield _starts(company, lever.week, "Served from the other plant from", position)


def _starts(company: Company, week: int, title: str, position: int) -> Knob:
    return Knob(
        key="week",
        title=title,
        unit=WEEKS,
        value=week,
        most=Decimal(company.horizon_weeks - 1),
        lever=position,
        put=lambda was, weeks: replace(was, week=weeks),
    )
