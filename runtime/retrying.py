"""Setting a case going again that failed or was lost: rung and queued in one transaction."""

from dataclasses import replace

from gates.chain import Channel
from gates.errors import Refusal
from gates.people import SYSTEM, Actor, Role, person
from runtime.office import Office
from store import ledger, troubles
from store.people import person_by_key
from store.tables.cycles import CaseRow

MAY_RETRY = frozenset({Role.ADMIN, Role.SOP_LEAD})


class CaseUnknown(Refusal):
    """There is no such case."""


class CaseNotStuck(Refusal):
    """This case isn't stuck. Nothing was changed."""


class CaseInHand(Refusal):
    """A worker has this case in hand just now. Look again in a moment; nothing was changed."""


class MayNotRetry(Refusal):
    """Only an admin or the S&OP lead can set a case going again."""


def retry_for(office: Office, *, company_id: int, person_key: str, case_id: str) -> None:
    """Set a case going for a person of its company. Refused without a role for it."""
    with office.sessions(company_id) as session:
        who = person_by_key(session, company_id, person_key)
        role = Role(who.role)
    if role not in MAY_RETRY:
        raise MayNotRetry
    by = person(person_key, role)
    retry_case(office, company_id=company_id, case_id=case_id, by=by, channel=Channel.WEB)


def retry_case(
    office: Office,
    *,
    company_id: int,
    case_id: str,
    by: Actor = SYSTEM,
    channel: Channel = Channel.COMMAND_LINE,
) -> None:
    """Ring the case and queue it. The second of two at once finds it in hand or going.

    Its nodes are safe to repeat and its place is kept, so it goes on where it failed.
    """
    at = office.now()
    with office.sessions(company_id) as session:
        case = session.get(CaseRow, case_id)
        if case is None or case.company_id != company_id:
            raise CaseUnknown(f"Asked for was “{case_id}”.")
        if not troubles.take_if_free(session, case_id):
            raise CaseInHand
        if not troubles.set_going(session, case_id):
            raise CaseNotStuck
        office.defer(session, case_id, company_id)
        ledger.append(
            session,
            replace(ledger.in_case(company_id, case_id), channel=channel),
            at=at,
            kind="case_retried",
            actor=by,
            subject=f"case:{case_id}",
        )
