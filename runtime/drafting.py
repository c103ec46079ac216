"""Words on their way: kept while somebody writes them."""

from uuid import UUID

from gates.deciding import REASON_MAX_CHARS
from runtime.office import Office
from runtime.signing_in import SignedIn
from store import drafts


def keep_draft(office: Office, who: SignedIn, request_id: UUID, form: str, text: str) -> None:
    """What stands in the form now takes the place of what stood there."""
    with office.sessions(who.company_id) as session:
        drafts.keep(
            session,
            drafts.Place(person_id=who.person_id, request_id=request_id, form=form),
            text[:REASON_MAX_CHARS],
            company_id=who.company_id,
            at=office.now(),
        )
