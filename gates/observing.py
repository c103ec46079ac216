"""What the company's files say about a fact, with the file it is from."""

from datetime import date
from decimal import Decimal

from gates.evidence import Evidence, EvidenceKind
from gates.facts import FactKind, Predicate
from planning.company import Company, Component

STOCK = "stock.csv"
OPEN_SUPPLY = "open_supply.csv"
COMPONENTS = "components.csv"


def observe(predicate: Predicate, company: Company) -> Evidence | None:
    """What is seen of the fact now; None where only people's evidence can tell."""
    if predicate.fact is FactKind.PROVEN:
        return None
    if predicate.fact is FactKind.AVAILABLE:
        by = predicate.wants.by
        return _seen(available(company, predicate.code, by), OPEN_SUPPLY, by)
    part = next((one for one in company.components if one.code == predicate.code), None)
    return _seen(_weeks(part, predicate.fact), COMPONENTS, None)


def available(company: Company, code: str, by: date | None) -> int:
    """On hand at the plan's start + open supply that arrives by the day.

    A code the company no longer knows has nothing.
    """
    on_hand = sum(stock.quantity for stock in company.stock if stock.code == code)
    return on_hand + sum(
        supply.quantity
        for supply in company.open_supply
        if supply.code == code and (by is None or supply.arrives <= by)
    )


def _weeks(part: Component | None, fact: FactKind) -> int | None:
    if part is None:
        return None
    return part.lead_time_weeks if fact is FactKind.LEAD_TIME else part.expedite_lead_time_weeks


def _seen(quantity: int | None, file: str, by: date | None) -> Evidence:
    """No quantity is evidence too: what was to be had can't be had any more."""
    return Evidence(
        kind=EvidenceKind.DATA,
        by_person="",
        source=f"file:{file}",
        quantity=None if quantity is None else Decimal(quantity),
        by=by,
    )
