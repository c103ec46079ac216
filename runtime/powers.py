"""The powers a company directory gives: who owns what, and how much each may approve.

The directory names gates without knowing which there are; they are checked here.
"""

from sqlalchemy.orm import Session

from gates.authority import ANY, Limit
from gates.catalogue import GATES
from gates.people import Role
from planning.company import Company
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from store import authorities, directory

FIRST_ROW = 2
"""Below the header."""


def refuse_unknown_gates(company: Company) -> None:
    """Raises `CompanyDirectoryUnusable` for every row of `authority.csv` whose gate isn't one."""
    problems = tuple(
        Problem(
            file="authority.csv",
            row=row,
            column="gate",
            read=one.gate,
            wrong=f"there is no such gate; write one of {', '.join(GATES)}, or nothing for all",
        )
        for row, one in enumerate(company.authority, start=FIRST_ROW)
        if one.gate is not None and one.gate not in GATES
    )
    if problems:
        raise CompanyDirectoryUnusable(problems)


def limits_of(company: Company) -> tuple[Limit, ...]:
    return tuple(
        Limit(
            person=one.person or ANY,
            role=Role(one.role) if one.role else None,
            gate=one.gate or ANY,
            limit_eur=one.limit_eur,
        )
        for one in company.authority
    )


def write_powers(session: Session, company: Company, company_id: int) -> None:
    """Replace who owns what and the limits of authority; a region's owner is who speaks for it."""
    owned = {(one.kind, one.code): one.person for one in company.owners}
    owned |= {("region", region.code): region.owner for region in company.regions}
    directory.set_owners(session, company_id, owned)
    authorities.set_limits(session, company_id, limits_of(company))
