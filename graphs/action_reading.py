"""What an owner answered about an action: evidence, a new date, a refusal, or not enough."""

from typing import Any
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from pydantic import TypeAdapter

from agents.reading_values import Reading
from agents.replies.case import told_ask
from agents.replies.splits import split_said
from agents.replies.taking_on import takes_on
from graphs.action_answers import Answer, take
from graphs.action_changes import look_at_evidence
from graphs.action_evidence import evidence_in
from graphs.action_facts import ActionFacts, action_facts
from graphs.action_receiver import hear, is_anothers
from graphs.action_words import action_context
from graphs.case_state import CaseState
from graphs.corrected import as_person_read, kept_beside
from graphs.tools import Tools
from mail.incoming import read_mail
from planning.plain_values import plain
from store import cycles, messages, people
from store.people import Addressee
from store.replies import CLARIFY
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow

_READINGS = TypeAdapter(Reading)


def read(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Take the oldest unread message. Language is asked outside the transaction."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        waiting = messages.new_messages(session, state["case_id"])
        everyone = people.everyone(session, state["company_id"])
    if not waiting:
        return {}
    if is_anothers(facts, waiting[0]):
        with tools.sessions(state["company_id"]) as session:
            action = session.get_one(ActionRow, facts.action_id, with_for_update=True)
            hear(session, action, facts, waiting[0], tools.now())
        return {}
    answer = _understood(tools, facts, waiting[0], everyone)
    with tools.sessions(state["company_id"]) as session:
        action = session.get_one(ActionRow, facts.action_id)
        case = session.get_one(CaseRow, state["case_id"])
        short = take(tools, session, case, action, facts, answer)
        if answer.evidence is not None and action.last_evidence is not None:
            look_at_evidence(tools, session, action, answer.message)
        kept: dict[str, Any] = _READINGS.dump_python(answer.reading, mode="json")
        owed = {"why": short, "leads": CLARIFY} if short else {"leads": "taken"}
        messages.mark_read(session, answer.message.id, kept | owed | answer.beside)
    tools.reached("action.read")
    return {}


def _understood(
    tools: Tools, facts: ActionFacts, message: MessageRow, everyone: tuple[Addressee, ...]
) -> Answer:
    mail = read_mail(message.content)
    zone = ZoneInfo(facts.owner.timezone)
    at = message.received_at.astimezone(zone)
    wanted = facts.done_when
    context = action_context(facts, mail, everyone, at)
    stated = as_person_read(message)
    split = split_said(context) if stated is None else None
    spoken = tools.speaking(cycles.action_case(facts.action_id))
    reading = stated or spoken.read_reply(context)
    evidence = evidence_in(wanted, facts, message, mail, reading)
    beside = kept_beside(message, told_ask(context))
    own = [facts.owner.name]
    taken_on = stated is None and not mail.attachments and takes_on(mail.text, own)
    return Answer(
        message=message,
        reading=reading,
        evidence=None if split or taken_on else evidence,
        at=at,
        beside=beside | ({"split": plain(split)} if split else {}),
        split=split,
        taken_on=taken_on,
    )
