"""Waiving a finding: a decision with a name and a reason."""

from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.errors import MoveNotAllowed, NotYourDecision, ReasonMissing
from gates.people import Role, person
from graphs.demand import redraft_baseline
from runtime.office import Office
from store import cases, ledger
from store.cycles import input_case
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.cycles import CaseRow
from store.tables.inputs import FindingRow, InputRequestRow, SubmissionRow

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
        session.flush()
        case_id = _wake(office, session, finding)
        ledger.append(
            session,
            Occasion(
                company_id=company_id, channel=Channel.WEB, case_id=case_id, brief_sha256=None
            ),
            at=at,
            kind="finding_waived",
            actor=person(who.key, Role(who.role)),
            subject=f"finding:{finding.id}",
            facts={"rule": finding.rule, "reason": reason.strip()},
        )


def _wake(office: Office, session: Session, finding: FindingRow) -> str | None:
    """The input may stand now, and a baseline that waits for its signature shows the waiver.

    Returns the input's case.
    """
    submission = session.get_one(SubmissionRow, finding.submission_id)
    asked = session.get_one(InputRequestRow, submission.input_request_id)
    case = session.get(CaseRow, input_case(asked.id))
    if case is not None and case.state != "done":
        cases.ring(session, case.id)
        office.defer(session, case.id, case.company_id)
    redraft_baseline(office.tools, session, asked.cycle_id)
    return case.id if case is not None else None
