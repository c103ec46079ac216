"""A shortage in words, from numbers that were computed."""

from datetime import date
from decimal import Decimal

from planning import written
from planning.company import Component, Promotion, Resource


def component_cause(part: Component, first_short: date) -> str:
    """Why a component is short.

    >>> syrup = Component(code="S", name="Oat syrup", unit="kg", supplier="Nordhavre",
    ...     lead_time_weeks=6, unit_cost_eur=Decimal(1), expedite_lead_time_weeks=None,
    ...     expedite_premium_eur=Decimal(0), expedite_max_per_week=0)
    >>> component_cause(syrup, date(2026, 12, 14))
    'Oat syrup: six weeks from Nordhavre; on hand and on order last until week 51'
    """
    lead = written.counted(part.lead_time_weeks, "week")
    lasts = f"on hand and on order last until week {written.week(first_short)}"
    return f"{part.name}: {lead} from {part.supplier}; {lasts}"


def capacity_cause(line: Resource, first_short: date) -> str:
    """Why a line is short: it is full, and so are all the weeks in which it could build ahead."""
    full = f"every hour until week {written.week(first_short)} is taken"
    return f"{line.name}: {full}, at {line.hours_per_week} hours a week without overtime"


def fence_cause(line: Resource, first_short: date) -> str:
    """Why a line is short though it has hours: what it makes is fixed."""
    weeks = (line.frozen_weeks or 0) + (line.slushy_weeks or 0)
    held = f"its schedule is fixed for {written.counted(weeks, 'week')}"
    return f"{line.name}: hours are free until week {written.week(first_short)}, but {held}"


def reach(
    promotion: Promotion | None,
    covered_pct: Decimal | None,
    *,
    lost_units: int,
    at_risk_eur: Decimal,
) -> str:
    """How far supply goes and what is lost beyond it."""
    units = written.number(lost_units)
    lost = f"{units} units lost, {written.eur(at_risk_eur)} margin at risk"
    if promotion is None or covered_pct is None:
        return lost.capitalize()
    part = f"+{written.pct(covered_pct)}" if covered_pct else "none"
    covers = f"{part} of the +{written.pct(promotion.uplift_pct)}"
    return f"Covers {covers}, {promotion.name}; {lost}"


def one_more(unit: str, worth_eur: Decimal | None) -> str:
    """What one more would earn, to be read after how far supply goes.

    >>> one_more("kg", Decimal("15.42")), one_more("kg", None)
    ('; one more kg earns up to €15.42', '')
    """
    return "" if worth_eur is None else f"; one more {unit} earns up to €{worth_eur}"
