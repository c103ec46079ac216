"""Promises that can't all be kept, as the plan page shows them."""

from api import formats
from api.views.plan import ContradictionView, StatementView
from planning import written
from planning.company import Company
from store.reading_plans import PlanRecord


def contradictions(record: PlanRecord, company: Company | None) -> tuple[ContradictionView, ...]:
    """Each a smallest set: take back any one of it, and the others can hold."""
    names = {person.key: person.name for person in company.people} if company else {}
    return tuple(
        ContradictionView(
            missed=formats.number(int(row.content["missed_units"])),
            statements=tuple(
                StatementView(
                    says=written.capital(str(one["says"])),
                    promise=bool(one["promise"]),
                    lifted_by=names.get(str(one["lifted_by"]), ""),
                )
                for one in row.content["statements"]
            ),
        )
        for row in record.contradictions
    )
