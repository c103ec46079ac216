"""A plan that stands while demand comes otherwise: what ships, what is lost, what stays on stock.

Everything decided stays: what is made, bought and worked, and who is to get how much. In each
period, from what is there,

1. what the plan ships instead of another item goes over to that item;
2. every tier gets what it asks for up to what the plan ships to it, tier by tier, or everybody the
   same share where the plan shares fairly;
3. what the plan doesn't need later ships to whoever asks for more, tier by tier.

Who waits asks again until the wait is over. What outlives its shelf life is written off. On demand
as agreed this gives the plan itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from planning.demand_draws import Draws
from planning.simulated_plan import Decided
from planning.supply.layout import Numbers

NEARLY = 1e-3
"""So that a whole number of units that was added up from shares stays whole."""


class Period(NamedTuple):
    """One period in every draw, in units."""

    asked: Numbers
    """[draw, item, tier]"""
    shipped: Numbers
    """[draw, item, tier]"""
    lost: Numbers
    """[draw, item, tier]"""
    over: Numbers
    """[draw, line]: shipped instead of another item."""
    stock: Numbers
    """[draw, item], at the end."""
    written_off: Numbers
    """[draw, item]"""


@dataclass(slots=True)
class _Stand:
    """Where the walk is: stock, who waits, and what was asked so far by those who wait."""

    stock: Numbers
    waiting: Numbers
    asked: list[Numbers]


def simulate(plan: Decided, draws: Draws, *, fair: bool) -> Iterator[Period]:
    """Period by period; `fair`: where there isn't enough, everybody gets the same share."""
    count, (_, items, tiers) = len(draws.factors), plan.asked.shape
    stand = _Stand(np.tile(plan.opening, (count, 1)), np.zeros((count, items, tiers)), [])
    for at, month in enumerate(draws.month_of):
        asked = np.rint(plan.asked[at] * draws.factors[:, :, month, None])
        stand.asked.append(asked)
        yield _period(plan, stand, at, asked, fair=fair)


def _period(plan: Decided, stand: _Stand, at: int, asked: Numbers, *, fair: bool) -> Period:
    there = stand.stock + plan.comes[at]
    over = _over(plan, there, at)
    wanted = asked + stand.waiting
    share = _alike if fair else _by_rank
    shipped = share(np.minimum(wanted, plan.ships[at]), there)
    there -= shipped.sum(axis=2)
    free = np.maximum(there - plan.kept_for_later[at], 0)
    more = share(wanted - shipped, free)
    there -= more.sum(axis=2)
    shipped += more
    before, stand.waiting = stand.waiting, _waits(plan, stand, at, wanted - shipped)
    stand.stock = np.minimum(there, plan.keeps_most[at])
    return Period(
        asked=asked,
        shipped=shipped,
        lost=asked - shipped + before - stand.waiting,
        over=over,
        stock=stand.stock,
        written_off=there - stand.stock,
    )


def _over(plan: Decided, there: Numbers, at: int) -> Numbers:
    """What goes over from a substitute, as far as it is there; `there` moves along."""
    moved = np.zeros((len(there), len(plan.over)))
    for place, (substitute, item, units) in enumerate(plan.over):
        moved[:, place] = np.clip(there[:, substitute], 0, units[at])
        there[:, substitute] -= moved[:, place]
        there[:, item] += moved[:, place]
    return moved


def _by_rank(wanted: Numbers, there: Numbers) -> Numbers:
    """The first tier first."""
    left, given = there.copy(), np.zeros_like(wanted)
    for tier in range(wanted.shape[2]):
        given[:, :, tier] = np.clip(wanted[:, :, tier], 0, np.maximum(left, 0))
        left -= given[:, :, tier]
    return given


def _alike(wanted: Numbers, there: Numbers) -> Numbers:
    """Everybody the same share, in whole units."""
    whole = wanted.sum(axis=2)
    share = np.divide(there, whole, out=np.ones_like(whole), where=whole > 0)
    given: Numbers = np.floor(wanted * np.clip(share, 0, 1)[:, :, None] + NEARLY)
    return given


def _waits(plan: Decided, stand: _Stand, at: int, missing: Numbers) -> Numbers:
    """Of what is missing, what was asked for so lately that its customers still wait."""
    waiting = np.zeros_like(missing)
    for tier, shares in enumerate(plan.waits):
        if shares is not None:
            young = np.zeros(missing.shape[:2])
            for share, asked in zip(shares[at], stand.asked, strict=False):
                young += share * asked[:, :, tier]
            waiting[:, :, tier] = np.minimum(missing[:, :, tier], np.floor(young + NEARLY))
    return waiting
