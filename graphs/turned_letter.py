"""Telling people what became of a decision by itself: a condition ended, a premise broke."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from gates.letter_kinds import Kind
from graphs.letters import Wording, Written, write
from graphs.tools import Tools
from mail import views
from mail.views import Fact, Reader, View
from store import actions, asked_requests, people
from store.people import Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What happened and what happens next, in words. `key` makes telling it twice harmless."""

    key: str
    case_id: str
    request_id: UUID
    question: str
    headline: str
    what: str
    next: str
    facts: tuple[Fact, ...] = ()


def concerned(session: Session, request_id: UUID) -> tuple[Addressee, ...]:
    """The seats of a decision, and whoever owns what it set off and is still open."""
    seats = asked_requests.seated(session, request_id)
    owners = [people.by_id(session, a.owner_id) for a in actions.open_of(session, request_id)]
    return tuple({who.key: who for who in (*seats, *owners)}.values())


def turned_letters(tools: Tools, turn: Turn, to: tuple[Addressee, ...]) -> list[Written]:
    """One letter each. Calls the language provider, so never inside a transaction."""
    at = tools.now()

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.DecisionTurned(
            reader=reader,
            words=words,
            path=f"/requests/{turn.request_id}",
            question=turn.question,
            headline=turn.headline,
            facts=turn.facts,
            at=at,
        )

    return [
        write(
            tools,
            case_id=turn.case_id,
            to=who,
            key=f"{turn.key}/{who.key}",
            wording=Wording(
                kind=Kind.DECISION_TURNED,
                facts={"what": turn.what, "next": turn.next},
                names=tuple(one.name for one in to),
            ),
            view=view,
            answerable=False,
        )
        for who in to
    ]
