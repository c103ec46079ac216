"""Who answers for each promise of a locked plan: an owner the directory names, else a role."""

from collections.abc import Mapping
from types import MappingProxyType

from planning.commitments import CommitmentKind
from planning.company import Company, Person, family_code
from planning.responsible import responsible

ROLES: Mapping[CommitmentKind, tuple[str, ...]] = MappingProxyType(
    {
        CommitmentKind.PRODUCTION: ("plant_planner", "operations_lead"),
        CommitmentKind.STOCK: ("plant_planner", "operations_lead"),
        CommitmentKind.PURCHASE: ("procurement", "operations_lead"),
        CommitmentKind.EXPEDITE: ("procurement", "operations_lead"),
    }
)


def owner_of(company: Company, kind: CommitmentKind, code: str) -> Person | None:
    """An order's is its component's owner; what is made or kept, its line's, then its family's.

    Nobody in a company without people.
    """
    if not company.people:
        return None
    people = {person.key: person for person in company.people}
    named = {(one.kind, one.code): people[one.person] for one in company.owners}
    item = next((one for one in company.items if one.sku == code), None)
    asked = [("component", code)]
    if item is not None:
        asked = [("resource", item.resource), ("family", family_code(item.family))]
    found = (named[one] for one in asked if one in named)
    return next(found, None) or responsible(company, *ROLES[kind])
