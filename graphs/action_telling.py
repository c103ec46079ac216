"""An action is late: its owner's manager is told what was tried."""

from gates.letter_kinds import Kind
from graphs.action_facts import ActionFacts, in_our_words
from graphs.case_state import CaseState
from graphs.letters import Wording, write
from graphs.phrases import counted, listed, moment
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from store import actions
from store.actions import NewUpdate
from store.people import Addressee
from store.tables.actions import ActionRow


def tell_manager(
    tools: Tools, state: CaseState, facts: ActionFacts, manager: Addressee, key: str
) -> None:
    at = tools.now()
    late = max((at - facts.due_at).days, 0)
    tried = tuple(
        views.Attempt(at=one.at, what=one.kind.replace("_", " "), outcome=in_our_words(one, facts))
        for one in facts.history
    )

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.ActionEscalated(
            reader=reader,
            words=words,
            path=facts.path,
            action=facts.title,
            owner=facts.owner.name,
            due=facts.due_at,
            days_late=late,
            tried=tried,
            holds_up=listed(list(facts.waiting)) or "nothing else",
        )

    said = {
        "action": facts.title,
        "due": moment(facts.due_at, manager.timezone, manager.language),
        "owner": facts.owner.name,
        "holds_up": listed(list(facts.waiting)) or "nothing else",
        "tried": counted(len(tried), "step") + ", listed below",
    }
    letter = write(
        tools,
        case_id=state["case_id"],
        to=manager,
        key=f"{state['case_id']}/escalated/{key}",
        wording=Wording(kind=Kind.ESCALATION, facts=said, days_late=late),
        view=view,
        answerable=False,
    )
    with tools.sessions(state["company_id"]) as session:
        sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=at)
        if hold(tools, session, letter, sending):
            action = session.get_one(ActionRow, facts.action_id)
            text = f"{manager.name} was told, and a decision was asked for."
            actions.note(session, action, NewUpdate(kind="escalated", text=text, at=at))
