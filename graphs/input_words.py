"""A forecast in words: what the reader is told beforehand, and what it understood as values."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from agents.reading_values import Asked, Colleague, ForecastChange, ReplyContext, Scope
from graphs.input_facts import InputFacts
from planning.changes_said import ChangeSaid
from planning.company import Company
from store.people import Addressee


def forecast_context(
    company: Company,
    facts: InputFacts,
    everyone: tuple[Addressee, ...],
    text: str,
    at: datetime,
    subject: str = "",
) -> ReplyContext:
    """Everything a reply about this region's forecast may speak of."""
    return ReplyContext(
        text=text,
        subject=subject,
        now=at,
        asked=Asked.FORECAST,
        unit="units",
        sender_key=facts.owner.key,
        people=tuple(Colleague(key=who.key, name=who.name) for who in everyone),
        scopes=scopes(company, facts.region),
        names=_names(company, everyone),
        months=tuple(sorted({line.month for line in company.forecast})),
    )


def scopes(company: Company, region: str) -> tuple[Scope, ...]:
    """Products, families and the whole, with what a month of each is planned to be."""
    by_sku: dict[str, int] = defaultdict(int)
    months = {line.month for line in company.forecast}
    for line in company.forecast:
        if line.region == region:
            by_sku[line.sku] += line.units
    per_month = {sku: Decimal(units) / max(len(months), 1) for sku, units in by_sku.items()}
    families = dict.fromkeys(item.family for item in company.items)
    return (
        *(
            Scope(key=i.sku, name=i.name, kind="sku", plan_units=per_month.get(i.sku))
            for i in company.items
        ),
        *(
            Scope(
                key=family,
                name=family,
                kind="family",
                plan_units=sum(
                    (per_month.get(i.sku, Decimal(0)) for i in company.items if i.family == family),
                    Decimal(0),
                ),
            )
            for family in families
        ),
    )


def _names(company: Company, everyone: Iterable[Addressee]) -> tuple[str, ...]:
    suppliers = (part.supplier for part in company.components)
    places = (name for region in company.regions for name in (region.code, region.name))
    people = (word for who in everyone for word in who.name.split())
    return tuple(dict.fromkeys([*suppliers, *places, *people, company.name]))


def said_changes(changes: Iterable[ForecastChange]) -> tuple[ChangeSaid, ...]:
    return tuple(
        ChangeSaid(
            scope=change.scope,
            scope_kind=change.scope_kind,
            month=change.month,
            kind=change.kind.value,
            amount=change.amount,
        )
        for change in changes
    )
