"""The letter about an answer that couldn't be taken: why, and what would do.

It goes back to its owner. What looks like an attack goes to the S&OP lead, nothing to its sender.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from agents.replies.values import AnswerIntent
from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.clarifying import clarify_key
from graphs.letters import Opens, Wording, Written, write
from graphs.phrases import moment
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from store.people import Addressee
from store.tables.effects import MessageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What the answer was about, and whose it is."""

    what: str
    needed: str
    due: datetime
    path: str
    owner: Addressee
    lead: Addressee
    opens: Opens | None = None
    """The owner's page that opens without signing in, where there is one."""


def is_attack(message: MessageRow) -> bool:
    """Whether its letter goes to the S&OP lead."""
    return (message.reading or {}).get("intent") == AnswerIntent.SUSPICIOUS


def write_unclear(tools: Tools, state: CaseState, owed: Owed, message: MessageRow) -> Written:
    said = message.reading or {}
    attack = is_attack(message)
    to = owed.lead if attack else owed.owner
    why = str(said.get("why", ""))
    opens = None if attack else owed.opens

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.AnswerUnclear(
            reader=reader,
            words=words,
            path=f"/replies/{message.id}" if attack else (opens.path if opens else owed.path),
            what=owed.what,
            why=why,
            needed=owed.needed,
            due=owed.due,
        )

    facts = {
        "who": owed.owner.name,
        "what": owed.what,
        "why": why,
        "needed": owed.needed,
        "due": moment(owed.due, to.timezone, to.language),
    }
    letter = write(
        tools,
        case_id=state["case_id"],
        to=to,
        key=clarify_key(state["case_id"], message.id),
        wording=Wording(kind=Kind.PERSON_NEEDED if attack else Kind.ANSWER_UNCLEAR, facts=facts),
        view=view,
        answerable=not attack,
    )
    return replace(letter, opens=opens)
