"""Handing an action over: a colleague is asked, and it is theirs only with their yes."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gates.action import ActionState
from gates.people import person
from graphs.action_timers import start_timers
from graphs.own_calendar import OwnCalendar
from planning import written
from store import actions, cases, cycles, ledger, offers, people
from store.actions import NewUpdate
from store.ledger import Occasion
from store.offers import NewOffer
from store.people import Addressee
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.offers import OfferRow

DAYS_TO_ANSWER = 2
REASON_MAX_CHARS = 500


def answer_by(receiver: Addressee, due_at: datetime, at: datetime) -> datetime:
    """A little time of their own calendar, and never past the day the action is due."""
    own = OwnCalendar(receiver.timezone)
    ends = own.earliest_from(at + timedelta(days=DAYS_TO_ANSWER))
    return min(ends, due_at) if due_at > at else ends


def offer(
    session: Session, action: ActionRow, to: Addressee, *, reason: str, at: datetime
) -> OfferRow | None:
    """Ask the colleague; none where somebody has been asked already and may still answer."""
    if offers.open_offer(session, action.id) is not None:
        return None
    giver = people.by_id(session, action.owner_id)
    due_at = answer_by(to, action.due_at, at)
    new = NewOffer(
        giver_id=giver.person_id,
        receiver_id=to.person_id,
        reason=" ".join(reason.split())[:REASON_MAX_CHARS],
        asked_at=at,
        due_at=due_at,
    )
    row = offers.make_offer(session, action, new)
    case = session.get_one(CaseRow, cycles.action_case(action.id))
    cases.add_wait(session, case=case, key=f"offer/{row.id}", due_at=due_at)
    said = f"{to.name} was asked to take it over; until they say yes it is {giver.name}’s."
    actions.note(session, action, NewUpdate(kind="offered", text=said, at=at))
    return row


def answer_offer(
    session: Session,
    action: ActionRow,
    row: OfferRow,
    *,
    takes: bool,
    said: str,
    at: datetime,
    occasion: Occasion,
) -> None:
    """The receiver's yes makes the action theirs; their no leaves it where it is."""
    receiver = people.by_id(session, row.receiver_id)
    state = offers.TAKEN if takes else offers.REFUSED
    offers.settle(row, state, at=at, said=" ".join(said.split())[:REASON_MAX_CHARS])
    text = "takes it over." if takes else "does not take it over."
    kind = "handed_over" if takes else "returned"
    actions.note(session, action, NewUpdate(kind=kind, text=f"{receiver.name} {text}", at=at))
    if takes:
        action.owner_id = receiver.person_id
        if action.state == ActionState.BLOCKED:
            actions.set_state(action, ActionState.IN_PROGRESS)
        start_timers(session, action, at)
    ledger.append(
        session,
        occasion,
        at=at,
        kind="action_offer_answered",
        actor=person(receiver.key, receiver.role),
        subject=f"action:{action.id}",
        facts={"action": action.key, "offer": row.id, "takes": takes},
    )


def let_lapse(session: Session, action: ActionRow, row: OfferRow, at: datetime) -> None:
    """Silence is no yes: it stays with the giver, and everybody sees that it does."""
    receiver = people.by_id(session, row.receiver_id)
    offers.settle(row, offers.SILENT, at=at)
    said = f"{receiver.name} did not answer by {written.day(row.due_at.date())}."
    actions.note(session, action, NewUpdate(kind="returned", text=said, at=at))
