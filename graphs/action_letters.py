"""What an action's owner is written: assigned, reminded, asked again."""

from dataclasses import replace

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.action import ActionState
from gates.letter_kinds import Kind
from graphs.action_dates import give_a_day
from graphs.action_facts import ActionFacts, action_facts
from graphs.action_page import action_link
from graphs.action_receiver import YES_OR_NO, is_anothers
from graphs.action_timers import start_timers
from graphs.case_state import CaseState
from graphs.letters import MakeView, Wording, Written, write
from graphs.phrases import listed, moment
from graphs.posting import Sending, hold
from graphs.tools import Tools
from graphs.unclear_letter import Owed, write_unclear
from graphs.undo import leaves_at
from mail import views
from mail.views import Reader, View
from store import actions, messages, offers, people
from store.actions import NewUpdate
from store.tables.actions import ActionRow
from store.tables.gates import RequestRow


def assigned_key(case_id: str, owner: str) -> str:
    return f"{case_id}/assigned/{owner}"


def assign(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Its turn has come: the owner is told what is theirs, until when, and what closes it.

    The letter is an effect of the decision that made the action, so it waits behind that gate.
    """
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        give_a_day(session, session.get_one(ActionRow, state["subject_id"]), tools.now())
        facts = action_facts(session, state)
    opens = action_link(facts.action_id, facts.due_at, at=tools.now())

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.ActionAssigned(
            reader=reader,
            words=words,
            path=opens.path,
            action=facts.title,
            due=facts.due_at,
            depends_on_it=facts.waiting,
            decided=f"{facts.decided} Decided by {facts.decided_by}.",
            evidence=facts.done_when.says,
        )

    key = f"assigned/{facts.owner.key}"
    letter = written(tools, state, facts, key, Wording(kind=Kind.ACTION_ASSIGNED), view)
    letter = replace(letter, opens=opens)
    with tools.sessions(state["company_id"]) as session:
        _assign(tools, session, state, letter)
    tools.reached("action.assigned")
    return {}


def _assign(tools: Tools, session: Session, state: CaseState, letter: Written) -> None:
    at = tools.now()
    action = session.get_one(ActionRow, state["subject_id"])
    request = session.get_one(RequestRow, action.request_id) if action.request_id else None
    if action.state == ActionState.WAITING:
        actions.set_state(action, ActionState.ASSIGNED)
        start_timers(session, action, at)
    sending = Sending(
        company_id=state["company_id"],
        case_id=state["case_id"],
        at=at,
        held_until=leaves_at(request, at) if request else None,
        request_id=action.request_id,
        brief_sha256=request.brief_sha256 if request else None,
    )
    if hold(tools, session, letter, sending):
        said = NewUpdate(kind="assigned", text=f"Asked of {letter.to.name}.", at=at)
        actions.note(session, action, said)


def clarify(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What came doesn't close the action, or settle an offer: its sender is told what is short."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        message = messages.last_read(session, state["case_id"])
        assert message is not None
        asked = is_anothers(facts, message)
        offered = offers.open_offer(session, facts.action_id)
        may_open = not asked or (offered is not None and offered.receiver_id == message.sender_id)
        to = people.by_id(session, message.sender_id) if message.sender_id else facts.owner
    owed = Owed(
        what=facts.title,
        needed=YES_OR_NO if asked else facts.done_when.says,
        due=facts.due_at,
        path=facts.path,
        opens=action_link(facts.action_id, facts.due_at, at=tools.now()) if may_open else None,
        owner=to,
        lead=facts.lead,
    )
    letter = write_unclear(tools, state, owed, message)
    with tools.sessions(state["company_id"]) as session:
        hold(tools, session, letter, now_of(tools, state))
    return {}


def written(
    tools: Tools,
    state: CaseState,
    facts: ActionFacts,
    step: str,
    wording: Wording,
    view: MakeView,
) -> Written:
    """A letter to the action's owner; the wording's facts come on top of what every letter has."""
    said = {
        "action": facts.title,
        "due": moment(facts.due_at, facts.owner.timezone, facts.owner.language),
        "decided_by": facts.decided_by,
        "holds_up": listed(list(facts.waiting)) or "nothing else",
        "escalates_to": facts.manager.name if facts.manager else "the S&OP lead",
        **wording.facts,
    }
    return write(
        tools,
        case_id=state["case_id"],
        to=facts.owner,
        key=f"{state['case_id']}/{step}",
        wording=replace(wording, facts=said),
        view=view,
    )


def now_of(tools: Tools, state: CaseState) -> Sending:
    return Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
