"""What is short, as a brief ranks it: cause, items, weeks, units, money, and who can lift it."""

from agents.briefs.snapshot import Reconciliation
from gates.causes import Cause, Lost
from planning import written
from planning.constraints import Constraint


def causes_of(snapshot: Reconciliation) -> tuple[Cause, ...]:
    """The most margin at risk first."""
    return tuple(_cause(snapshot, one) for one in snapshot.constraints)


def _cause(snapshot: Reconciliation, short: Constraint) -> Cause:
    names = {item.sku: item.name for item in snapshot.company.items}
    by_key = {person.key: person for person in snapshot.company.people}
    lifts = by_key.get(short.lifted_by or "")
    return Cause(
        what=short.name,
        why=short.cause,
        detail=short.detail,
        gap=f"{written.number(short.gap)} {short.unit}",
        units=short.lost_units,
        eur=short.at_risk_eur,
        first=short.first_short,
        last=short.last_short,
        lifted_by=f"{lifts.name}, {lifts.title}" if lifts is not None else "",
        choose_by=short.choose_by,
        lost=tuple(
            Lost(item=names[one.sku], week=one.week, units=one.units, eur=one.at_risk_eur)
            for one in short.lost
        ),
    )
