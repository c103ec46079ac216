"""That somebody has a brief before them: for the record once a version, for the others while it is.

The page says so by itself, over its own form, as whoever is signed in: an address that is merely
asked for by a robot shows nobody anything.
"""

from uuid import UUID

from gates.chain import Channel
from gates.people import Role, person
from runtime.office import Office
from runtime.signing_in import SignedIn
from store import ledger, seen
from store.ledger import Occasion
from store.tables.gates import RequestRow


def look(office: Office, who: SignedIn, request_id: UUID, sha256: str) -> None:
    """Note it; a version that isn't this request's is nobody's look."""
    at = office.now()
    with office.sessions(who.company_id) as session:
        if not seen.is_version(session, request_id, sha256):
            return
        first, anew = seen.look(session, who.company_id, request_id, who.person_id, sha256, at)
        if first:
            request = session.get_one(RequestRow, request_id)
            ledger.append(
                session,
                Occasion(
                    company_id=who.company_id,
                    channel=Channel.WEB,
                    case_id=request.case_id,
                    brief_sha256=sha256,
                ),
                at=at,
                kind="looked_at",
                actor=person(who.person_key, Role(who.role)),
                subject=f"request:{request_id}",
                facts={"gate": request.gate},
            )
        elif anew:
            seen.ring(session, who.company_id)


def leave(office: Office, who: SignedIn, request_id: UUID) -> None:
    """Their page is closed."""
    at = office.now()
    with office.sessions(who.company_id) as session:
        if seen.leave(session, request_id, who.person_id, at):
            seen.ring(session, who.company_id)
