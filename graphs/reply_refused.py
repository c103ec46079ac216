"""The letter about a reply that decided nothing: why, what moved, and how to decide."""

from sqlalchemy.orm import Session

from gates.brief import Brief, thaw
from gates.letter_kinds import Kind
from gates.moved import Moved, what_moved
from gates.reply_lines import offered
from graphs.letters import Wording, Written, write
from graphs.tools import Tools
from mail import views
from mail.views import Fact, Reader, ReplyLine, View
from store.people import Addressee
from store.reading_requests import brief_shown
from store.tables.effects import MessageRow
from store.tables.gates import RequestRow

MOVED_MAX = 12
"""Differences in a letter; the page shows all."""


def what_moved_since(
    session: Session, request: RequestRow, message: MessageRow, brief: Brief
) -> tuple[Moved, ...]:
    """What isn't any more as the letter showed it that was answered."""
    shown = str((message.reading or {}).get("shown", ""))
    content = brief_shown(session, request.company_id, request.id, shown)
    return what_moved(thaw(content), brief) if content else ()


def not_taken(
    tools: Tools,
    request: RequestRow,
    brief: Brief,
    message: MessageRow,
    moved: tuple[Moved, ...],
    to: Addressee,
    key: str,
) -> Written:
    said = message.reading or {}
    why, gate = str(said.get("why", "")), request.ruled
    is_open = request.closed_at is None and not said.get("over")
    again = said.get("intent") == "note" and tools.mail_decides and is_open and not moved

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        lines = offered(gate, brief, reader.locale) if again else ()
        return views.ReplyNotTaken(
            reader=reader,
            words=words,
            path=f"/requests/{request.id}",
            question=request.question,
            why=why,
            moved=tuple(map(_fact, moved[:MOVED_MAX])) if is_open else (),
            lines=tuple(ReplyLine(line=one.line, means=one.means) for one in lines),
            due=request.due_at,
        )

    return write(
        tools,
        case_id=request.case_id,
        to=to,
        key=key,
        wording=Wording(
            kind=Kind.REPLY_NOT_TAKEN, facts={"question": request.question, "why": why}
        ),
        view=view,
        answerable=False,
    )


def _fact(one: Moved) -> Fact:
    return Fact(label=one.where, value=f"{one.shown} → {one.now}")
