"""The knobs of an option: which values of its levers may be changed, with unit and bounds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from gates import errors
from gates.knob import FULL_PCT, SHARE, Knob
from gates.knobs_of_demand import move_knobs, raise_knobs
from planning.company import Company
from planning.levers import (
    BuildEarly,
    Lever,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
    share_of,
)
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.levers_of_supply import ShareFairly, UseOtherLines, UseOtherSuppliers
from planning.scenario import Scenario


def knobs_of(company: Company, scenario: Scenario) -> tuple[Knob, ...]:
    """Everything that may be changed in an option. Raises `NothingToChange` where nothing may."""
    found = tuple(
        replace(knob, key=f"{knob.key}_{position}")
        for position, lever in enumerate(scenario.levers)
        for knob in KNOBS[type(lever)](company, lever, position)
    )
    if not found or scenario.changed_from is not None:
        raise errors.NothingToChange
    return found


def has_knobs(company: Company, scenario: Scenario) -> bool:
    """Whether anything may be changed in an option."""
    try:
        return bool(knobs_of(company, scenario))
    except errors.NothingToChange:
        return False


def _build_early(company: Company, lever: BuildEarly, position: int) -> Iterator[Knob]:
    yield from _expedited(company, lever, position)
    most = max((line.overtime_hours_per_week for line in company.resources), default=0)
    if most:
        now = lever.overtime_most_hours if lever.overtime_most_hours is not None else most
        yield Knob(
            key="overtime",
            title="Overtime, at most on a line",
            unit="hours a week",
            value=min(now, most) if lever.overtime else 0,
            most=Decimal(most),
            lever=position,
            put=lambda was, hours: replace(
                was, overtime=hours > 0, overtime_most_hours=hours if 0 < hours < most else None
            ),
        )
    if company.promotions:
        yield Knob(
            key="prebuild",
            title="Uplift on stock before the promotion",
            unit=SHARE,
            value=lever.prebuild_pct,
            whole=False,
            lever=position,
            put=lambda was, share: replace(was, prebuild_pct=share),
        )


def _expedited(company: Company, lever: BuildEarly, position: int) -> Iterator[Knob]:
    """A quantity where one component is expedited; a share of each where several are."""
    parts = [part for part in company.components if part.code in lever.components]
    if len(parts) == 1:
        (part,) = parts
        most = part.expedite_max_per_week
        if most:
            yield Knob(
                key="expedite",
                title=f"{part.name} expedited, at most",
                unit=f"{part.unit} a week",
                value=share_of(most, lever.expedite_share_pct),
                most=Decimal(most),
                lever=position,
                put=lambda was, units: replace(
                    was, expedite_share_pct=Decimal(units) * FULL_PCT / most
                ),
            )
    elif parts:
        yield Knob(
            key="expedite",
            title="Expedited, of what suppliers can send",
            unit=SHARE,
            value=lever.expedite_share_pct,
            whole=False,
            lever=position,
            put=lambda was, share: replace(was, expedite_share_pct=share),
        )


def _limit(company: Company, lever: LimitPromotion, position: int) -> Iterator[Knob]:
    ranked = sorted(company.tiers, key=lambda tier: tier.rank)
    yield Knob(
        key="tiers",
        title="Promotion runs for",
        unit="",
        value=[tier.code for tier in ranked if tier.code in lever.tiers],
        choices=tuple((tier.code, tier.name) for tier in ranked),
        lever=position,
        put=lambda was, codes: replace(was, tiers=tuple(t.code for t in ranked if t.code in codes)),
    )


def _lower(_company: Company, lever: LowerNonCoreService, position: int) -> Iterator[Knob]:
    yield Knob(
        key="floor",
        title="Non-core items served at least",
        unit=SHARE,
        value=lever.floor_pct,
        whole=False,
        lever=position,
        put=lambda was, share: replace(was, floor_pct=share),
    )


def _shift(company: Company, lever: ShiftPromotion, position: int) -> Iterator[Knob]:
    yield Knob(
        key="later",
        title="Promotion runs later by",
        unit="weeks",
        value=lever.weeks,
        most=Decimal(company.horizon_weeks),
        lever=position,
        put=lambda was, weeks: replace(was, weeks=weeks),
    )


def _scale(_company: Company, lever: ScalePromotion, position: int) -> Iterator[Knob]:
    yield Knob(
        key="depth",
        title="Uplift of the promotion that is kept",
        unit=SHARE,
        value=lever.depth_pct,
        whole=False,
        lever=position,
        put=lambda was, share: replace(was, depth_pct=share),
    )


def _nothing(_company: Company, _lever: Lever, _position: int) -> Iterator[Knob]:
    yield from ()


KNOBS: Mapping[type, Callable[[Company, Any, int], Iterator[Knob]]] = {
    BuildEarly: _build_early,
    LimitPromotion: _limit,
    LowerNonCoreService: _lower,
    LockAgreed: _nothing,
    ShiftPromotion: _shift,
    ScalePromotion: _scale,
    UseOtherSuppliers: _nothing,
    UseOtherLines: _nothing,
    ShareFairly: _nothing,
    RaisePrice: raise_knobs,
    MoveDemand: move_knobs,
}
