"""Waiving a finding: by a name, with a reason, in the ledger, and the case looks again."""

from gates.errors import NotYourDecision, ReasonMissing
from gates.people import Role, person
from runtime.office import Office
from store import ledger
from store.people import person_by_key
from store.waiving import open_finding

MAY_WAIVE = frozenset({Role.SOP_LEAD.value, Role.DEMAND_MANAGER.value})


def waive_finding(
    office: Office, company_id: int, person_key: str, finding_id: int, reason: str
) -> None:
    at = office.now()
    with office.sessions(company_id) as session:
        who = person_by_key(session, company_id, person_key)
        finding = open_finding(session, company_id, finding_id)
        if who.role not in MAY_WAIVE or finding is None:
            raise NotYourDecision
        if not reason.strip():
            raise ReasonMissing
        finding.state, finding.waive_reason = "waived", reason.strip()
        finding.waived_by, finding.waived_at = who.id, at
        ledger.append(
            session,
            company_id=company_id,
            at=at,
            kind="waived",
            actor=person(who.key, Role(who.role)),
            subject=f"finding:{finding_id}",
            facts={"rule": finding.rule, "reason": reason.strip()},
        )
