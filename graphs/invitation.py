"""The letter to somebody who is asked to decide by another person: who asks, and why."""

from sqlalchemy.orm import Session

from graphs.brief_letter import decision_needed
from graphs.letters import Written, reader_of
from graphs.tools import Tools
from mail.render import Post
from store import asked_requests
from store.people import Addressee
from store.tables.gates import RequestRow


def invitation(
    tools: Tools, session: Session, request: RequestRow, to: Addressee, *, key: str, says: str
) -> Written:
    """The brief with the asker's words above it. No model words it, so it takes no time."""
    reader = reader_of(to)
    shown = decision_needed(
        asked_requests.brief_now(session, request),
        reader,
        (says,),
        due_at=request.due_at,
        now=tools.now(),
        path=f"/requests/{request.id}",
    )
    post = Post(key=key, thread_key=f"{request.case_id}/{to.key}", reply_address=None)
    letter = tools.renderer.compose(shown, post)
    return Written(to=to, kind=shown.template, letter=letter, token=None)
