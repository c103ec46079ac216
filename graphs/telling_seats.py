"""Everyone whose turn it is in a request is mailed its brief, once; who stands in for them too."""

from uuid import UUID

from graphs.asking_letter import Asking, asking_letter, letter_key
from graphs.audience import audience
from graphs.posting import Sending, hold
from graphs.tools import Tools
from store import asked_requests, untold
from store.tables.gates import RequestRow

ASKED = "asked"


def tell_seats(
    tools: Tools, company_id: int, request_id: UUID, *, again: frozenset[str] | None = None
) -> int:
    """Mail everyone who may answer now and hasn't been told; says how many were.

    Safe to repeat at any time: when a turn passes on, or somebody begins to stand in, this tells
    those it didn't concern before. `again` are those who are asked once more, because what they
    had answered on has moved.
    """
    at = tools.now()
    with tools.sessions(company_id) as session:
        request = session.get_one(RequestRow, request_id)
        brief = asked_requests.brief_now(session, request)
        step = ASKED if again is None else f"{ASKED}/{request.brief_sha256[:12]}"
        asking = Asking(request=request, brief=brief, step=step)
        silent = asked_requests.silent(session, request.id)
        theirs = [seat for seat in silent if again is None or seat.key in again]
        whom = audience(session, request, brief, theirs, at)
        keys = {letter_key(asking, asked): asked for asked in whom}
        told = untold.written_already(session, company_id, keys)
    if request.closed_at is not None:
        return 0
    letters = [asking_letter(tools, asking, keys[key]) for key in keys if key not in told]
    with tools.sessions(company_id) as session:
        sending = Sending(
            company_id=company_id,
            case_id=request.case_id,
            at=at,
            brief_sha256=request.brief_sha256,
        )
        return sum(hold(tools, session, letter, sending) for letter in letters)
