"""Who answers for what: the first person who holds one of some roles."""

from planning.company import Company, Person

ROLES = (
    "sop_lead",
    "operations_lead",
    "coo",
    "general_manager",
)
"""Who stands in when nobody holds the role asked for, in this order."""


class NobodyToAsk(Exception):
    """The company has no people, so nobody can be made responsible for anything."""


def responsible(company: Company, *roles: str) -> Person:
    """The first holder of the first role that anybody holds, else whoever stands in."""
    if not company.people:
        raise NobodyToAsk
    for role in (*roles, *ROLES):
        for person in company.people:
            if person.role == role:
                return person
    return company.people[0]
