"""What a sender is told about their reply to a request: what it decided, or why nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from agents.wording import Kind
from gates.brief import Brief, thaw
from gates.catalogue import GATES
from gates.gate import Verb
from gates.moved import Moved, what_moved
from gates.reply_lines import offered
from graphs.letters import Wording, Written, write
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail import views
from mail.views import Fact, Reader, ReplyLine, View
from store import asked_requests, effects, people
from store.people import Addressee
from store.reading_requests import brief_shown
from store.tables.effects import MessageRow
from store.tables.gates import DecisionRow, RequestRow

A_DAY = timedelta(days=1)
LETTERS_A_DAY = 3
"""Answers to replies that decide nothing, to one person about one request: no loop of mails."""
MOVED_MAX = 12
"""Differences in a letter; the page shows all."""
VERDICTS = {
    Verb.APPROVE: "approved",
    Verb.APPROVE_WITH_CHANGES: "approved with changes",
    Verb.REQUEST_CHANGES: "asked for changes",
    Verb.REJECT: "rejected",
    Verb.DISSENT: "dissented",
}


def tell_sender(tools: Tools, company_id: int, message_id: int) -> None:
    """Write the letter about a message, once. A note of a day with many is kept untold."""
    at = tools.now()
    with tools.sessions(company_id) as session:
        message = session.get_one(MessageRow, message_id)
        if message.request_id is None or message.reading is None or message.sender_id is None:
            return
        request = session.get_one(RequestRow, message.request_id)
        key = f"{_prefix(request.id, message.sender_id)}{message.id}"
        if effects.is_held(session, company_id, key):
            return
        to = people.by_id(session, message.sender_id)
        brief = asked_requests.brief_now(session, request)
        moved = _moved(session, request, message, brief)
        decision = _decision(session, message)
        if decision is None and _told_enough(session, request, to, at):
            return
    letter = (
        _recorded(tools, request, brief, decision, to, key)
        if decision is not None
        else _not_taken(tools, request, brief, message, moved, to, key)
    )
    with tools.sessions(company_id) as session:
        hold(
            tools,
            session,
            letter,
            Sending(
                company_id=company_id,
                case_id=request.case_id,
                at=at,
                brief_sha256=request.brief_sha256,
            ),
        )
    tools.reached("reply.told")


def _prefix(request_id: UUID, person_id: int) -> str:
    return f"request/{request_id}/reply/{person_id}/"


def _told_enough(session: Session, request: RequestRow, to: Addressee, at: datetime) -> bool:
    prefix = _prefix(request.id, to.person_id)
    told = effects.held_since(session, request.company_id, prefix, at - A_DAY)
    return told >= LETTERS_A_DAY


def _decision(session: Session, message: MessageRow) -> DecisionRow | None:
    said = (message.reading or {}).get("decision")
    return session.get(DecisionRow, UUID(said)) if said else None


def _moved(
    session: Session, request: RequestRow, message: MessageRow, brief: Brief
) -> tuple[Moved, ...]:
    """What isn't any more as the letter showed it that was answered."""
    shown = str((message.reading or {}).get("shown", ""))
    content = brief_shown(session, request.company_id, request.id, shown)
    return what_moved(thaw(content), brief) if content else ()


def _recorded(
    tools: Tools,
    request: RequestRow,
    brief: Brief,
    decision: DecisionRow,
    to: Addressee,
    key: str,
) -> Written:
    verdict = VERDICTS[Verb(decision.verb)]
    chosen = brief.option(decision.choice).name if decision.choice else ""
    window = GATES[request.gate].undo_window

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.DecisionRecorded(
            reader=reader,
            words=words,
            path=f"/requests/{request.id}",
            question=request.question,
            verdict=f"{verdict} ({chosen})" if chosen else verdict,
            by=to.name,
            at=decision.decided_at,
            reason=decision.reason,
            effects=_effects(brief, decision),
            withdraw_until=decision.decided_at + window if window else None,
        )

    facts = {"question": request.question, "choice": chosen or verdict}
    return write(
        tools,
        case_id=request.case_id,
        to=to,
        key=key,
        wording=Wording(kind=Kind.REPLY_DECIDED, facts=facts),
        view=view,
        answerable=False,
    )


def _effects(brief: Brief, decision: DecisionRow) -> tuple[str, ...]:
    """What an approval sets off, as the brief listed it; any other answer sets off nothing."""
    if Verb(decision.verb) is not Verb.APPROVE:
        return ()
    mine = (one for one in brief.sets_off if one.option in {None, decision.choice})
    return tuple(", ".join(part for part in (one.text, one.who, one.when) if part) for one in mine)


def _not_taken(
    tools: Tools,
    request: RequestRow,
    brief: Brief,
    message: MessageRow,
    moved: tuple[Moved, ...],
    to: Addressee,
    key: str,
) -> Written:
    said = message.reading or {}
    why, gate = str(said.get("why", "")), GATES[request.gate]
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
