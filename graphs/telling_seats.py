"""Everyone who sits in a request is mailed its brief, once."""

from uuid import UUID

from graphs.asking_letter import Asking, asking_letter
from graphs.case_state import CaseState
from graphs.posting import Sending, hold
from graphs.tools import Tools
from store import asked_requests
from store.tables.gates import RequestRow


def tell_seats(tools: Tools, state: CaseState, request_id: UUID) -> None:
    """Mail everyone who sits in the request and hasn't been told."""
    with tools.sessions(state["company_id"]) as session:
        request = session.get_one(RequestRow, request_id)
        brief = asked_requests.brief_now(session, request)
        seats = asked_requests.seated(session, request.id)
    if request.closed_at is not None:
        return
    asking = Asking(request=request, brief=brief, step="asked")
    letters = [asking_letter(tools, asking, seat) for seat in seats]
    with tools.sessions(state["company_id"]) as session:
        sending = Sending(
            company_id=state["company_id"],
            case_id=state["case_id"],
            at=tools.now(),
            brief_sha256=request.brief_sha256,
        )
        for letter in letters:
            hold(tools, session, letter, sending)
