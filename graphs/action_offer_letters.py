"""The letters of an offer: to whom an action is offered, and back to who gives it."""

from dataclasses import dataclass, replace
from datetime import datetime

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.letter_kinds import Kind
from graphs.action_facts import ActionFacts, action_facts
from graphs.action_offering import ANSWERS, asked_key, to_tell, told_key, withdraw
from graphs.action_page import action_link
from graphs.case_state import CaseState
from graphs.letters import MakeView, Opens, Wording, write
from graphs.phrases import moment
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail import offer_views, views
from mail.labels import label
from mail.views import Reader, View
from store import effects, offers, people
from store.people import Addressee
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.offers import OfferRow

NOT_NEEDED = "It was settled without you."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """An offer with its people, as it stood when it was read."""

    row: OfferRow
    facts: ActionFacts
    giver: Addressee
    receiver: Addressee


def ask(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The colleague is asked, in the giver's name."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        row = offers.open_offer(session, state["subject_id"])
        if row is None:
            return {}
        found = _read(session, state, row)
    opens = action_link(found.facts.action_id, row.due_at, at=tools.now())
    to = found.receiver
    said = {
        "giver": found.giver.name,
        "answer_by": moment(row.due_at, to.timezone, to.language),
    }
    wording = _wording(Kind.ACTION_OFFERED, found, to, found.giver.name, said)
    key = asked_key(state["case_id"], row.id)
    _post(tools, state, to, key, wording, _asks(found, opens), opens)
    tools.reached("action.offered")
    return {}


def tell(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Who gave it away learns whose it is now."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        case = session.get_one(CaseRow, state["case_id"])
        row = to_tell(session, case, session.get_one(ActionRow, state["subject_id"]))
        if row is None:
            return {}
        found = _read(session, state, row)
    name = found.receiver.name
    wording = _wording(ANSWERS[row.state], found, found.giver, name, {"receiver": name})
    key = told_key(state["case_id"], row.id)
    _post(tools, state, found.giver, key, wording, _tells(found))
    return {}


def unask(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The action is over, proven or split: who was asked to take it over is told so."""
    tools, at = runtime.context, runtime.context.now()
    with tools.sessions(state["company_id"]) as session:
        row = offers.open_offer(session, state["subject_id"])
        if row is None:
            return {}
        found = _read(session, state, row)
        knows = effects.is_held(session, row.company_id, asked_key(state["case_id"], row.id))
    if knows:
        wording = _wording(Kind.OFFER_REFUSED, found, found.giver, "", {"receiver": ""})
        key = told_key(state["case_id"], row.id)
        _post(tools, state, found.receiver, key, wording, _not_needed(found, at))
    with tools.sessions(state["company_id"]) as session:
        action = session.get_one(ActionRow, state["subject_id"], with_for_update=True)
        still = offers.open_offer(session, action.id)
        if still is not None:
            withdraw(session, action, still, found.receiver.name, at)
    return {}


def _read(session: Session, state: CaseState, row: OfferRow) -> _Offered:
    return _Offered(
        row=row,
        facts=action_facts(session, state),
        giver=people.by_id(session, row.giver_id),
        receiver=people.by_id(session, row.receiver_id),
    )


def _wording(
    kind: Kind, found: _Offered, to: Addressee, name: str, said: dict[str, str]
) -> Wording:
    facts = {
        "action": found.facts.title,
        "due": moment(found.facts.due_at, to.timezone, to.language),
    }
    return Wording(kind=kind, facts=facts | said, names=(name,))


def _asks(found: _Offered, opens: Opens) -> MakeView:
    facts = found.facts

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return offer_views.ActionOffered(
            reader=reader,
            words=words,
            path=opens.path,
            action=facts.title,
            giver=found.giver.name,
            reason=found.row.reason,
            due=facts.due_at,
            answer_by=found.row.due_at,
            evidence=facts.done_when.says,
            depends_on_it=facts.waiting,
        )

    return view


def _tells(found: _Offered) -> MakeView:
    facts = found.facts

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return offer_views.OfferAnswered(
            reader=reader,
            words=words,
            path=facts.path,
            action=facts.title,
            receiver=found.receiver.name,
            owner=facts.owner.name,
            said=found.row.said,
            due=facts.due_at,
        )

    return view


def _not_needed(found: _Offered, at: datetime) -> MakeView:
    def view(reader: Reader, _words: tuple[str, ...]) -> View:
        return views.NoLongerNeeded(
            reader=reader,
            words=(),
            path=found.facts.path,
            question=found.facts.title,
            why=label(NOT_NEEDED, reader.locale),
            at=at,
        )

    return view


def _post(
    tools: Tools,
    state: CaseState,
    to: Addressee,
    key: str,
    wording: Wording,
    view: MakeView,
    opens: Opens | None = None,
) -> None:
    letter = write(tools, case_id=state["case_id"], to=to, key=key, wording=wording, view=view)
    with tools.sessions(state["company_id"]) as session:
        sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
        hold(tools, session, replace(letter, opens=opens), sending)
