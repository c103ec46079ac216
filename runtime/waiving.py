"""Waiving a finding: a decision with a name and a reason."""

from gates.errors import MoveNotAllowed, NotYourDecision, ReasonMissing
from gates.people import Role, person
from runtime.office import Office
from store import ledger
from store.people import person_by_key
from store.tables.inputs import FindingRow

MAY_WAIVE = frozenset({Role.DEMAND_MANAGER, Role.SOP_LEAD})


def waive_finding(
    office: Office, *, company_id: int, person_key: str, finding_id: int, reason: str
) -> None:
    """Accept a finding as it is. Refused without a reason, a role for it, or once it is settled."""
    if not reason.strip():
        raise ReasonMissing
    at = office.now()
    with office.sessions(company_id) as session:
        who = person_by_key(session, company_id, person_key)
        finding = session.get(FindingRow, finding_id, with_for_update=True)
        if finding is None or Role(who.role) not in MAY_WAIVE:
            raise NotYourDecision
        if finding.state != "open":
            raise MoveNotAllowed(f"The finding is already {finding.state}.")
        finding.state = "waived"
        finding.waived_by = who.id
        finding.waive_reason = reason.strip()
        finding.waived_at = at
        ledger.append(
            session,
            company_id=company_id,
            at=at,
            kind="finding_waived",
            actor=person(who.key, Role(who.role)),
            subject=f"finding:{finding.id}",
            facts={"rule": finding.rule, "reason": reason.strip()},
        )
