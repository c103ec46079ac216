"""Everyone who sits in a request is mailed its brief, once."""

from uuid import UUID

from agents.wording import Kind
from gates.brief import Brief
from gates.catalogue import GATES
from graphs.brief_letter import decision_needed
from graphs.case_state import CaseState
from graphs.letters import MakeView, Wording, write
from graphs.phrases import moment
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail.views import Reader, View
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
    letters = [
        write(
            tools,
            case_id=state["case_id"],
            to=seat,
            key=f"request/{request.id}/asked/{seat.key}",
            wording=Wording(
                kind=Kind.DECISION_NEEDED,
                facts={
                    "question": brief.question,
                    "due": moment(request.due_at, seat.timezone),
                    "holds_up": GATES[request.gate].title.lower(),
                },
            ),
            view=_view(request, brief),
            answerable=False,
        )
        for seat in seats
    ]
    with tools.sessions(state["company_id"]) as session:
        sending = Sending(
            company_id=state["company_id"],
            case_id=state["case_id"],
            at=tools.now(),
            brief_sha256=request.brief_sha256,
        )
        for letter in letters:
            hold(tools, session, letter, sending)


def _view(request: RequestRow, brief: Brief) -> MakeView:
    def shown(reader: Reader, words: tuple[str, ...]) -> View:
        return decision_needed(
            brief, reader, words, due_at=request.due_at, path=f"/requests/{request.id}"
        )

    return shown
