"""The owner of an action answers on its page: taken as said, by name, like a reply by mail.

What was filled in becomes a message of the action's case, in words and with its file, whose
meaning its author has stated: the case takes it as it takes a reply that a person read.
"""

from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState
from gates.chain import Channel
from gates.evidence import restore_predicate
from graphs.action_splitting import is_split
from runtime.acted import (
    Acted,
    ActionIsOver,
    AlreadyOffered,
    Doing,
    IsSplit,
    NotItsTurn,
    NotYourAction,
    SentFile,
    check_whole,
    in_words,
    meaning_of,
)
from runtime.acting_at_once import Acting
from runtime.office import Office
from store import actions, cycles, ledger, messages, offers, replies
from store.messages import NewMessage
from store.people import everyone, person_by_key
from store.tables.actions import ActionRow
from store.tables.people import PersonRow


def act(
    office: Office,
    company_id: int,
    person_key: str,
    action_id: int,
    said: Acted,
    channel: Channel = Channel.WEB,
) -> None:
    """Take the owner's word, or of whom it is offered to.

    Raises a `Refusal`, and LookupError where there is no such action.
    """
    with office.sessions(company_id) as session:
        action = actions.locked(session, company_id, action_id)
        if action is None:
            raise LookupError(action_id)
        who = person_by_key(session, company_id, person_key)
        at_once = Acting(office=office, session=session, action=action, who=who, channel=channel)
        if said.doing in {Doing.TAKE, Doing.DECLINE}:
            at_once.answer_offer(said)
            return
        _may(session, action, who)
        if said.doing is Doing.BEGIN:
            at_once.begin()
            return
        wanted = restore_predicate(action.done_when)
        names = {one.key: one.name for one in everyone(session, company_id)}
        today = office.now().astimezone(ZoneInfo(who.timezone)).date()
        check_whole(said, wanted, names, who.key, today)
        if said.doing is Doing.SPLIT:
            at_once.split(said, today)
            return
        if said.doing is Doing.HAND_OVER and offers.open_offer(session, action.id) is not None:
            raise AlreadyOffered
        _keep(at_once, said, in_words(said, names))


def _may(session: Session, action: ActionRow, who: PersonRow) -> None:
    if action.owner_id != who.id:
        raise NotYourAction
    state = ActionState(action.state)
    if state not in OPEN:
        raise ActionIsOver
    if state is ActionState.WAITING:
        raise NotItsTurn
    if is_split(session, action):
        raise IsSplit


def _keep(acting: Acting, said: Acted, words: str) -> None:
    """The message, the ring and the history, at once."""
    office, session, action, who = acting.office, acting.session, acting.action, acting.who
    at, case_id = office.now(), cycles.action_case(action.id)
    key = f"<page-{said.answer_id}@{office.settings.mail_domain}>"
    meaning = meaning_of(said) | {"by": who.key, "by_name": who.name}
    kept = messages.keep_message(
        session,
        NewMessage(
            message_id=key,
            content=_as_mail(office, who, key, action.title, words, said.file),
            received_at=at,
            state="new",
            company_id=action.company_id,
            case_id=case_id,
            sender_id=who.id,
            subject=action.title,
            text=words,
            reading={replies.CORRECTED: meaning},
        ),
    )
    if not kept.new:
        return
    acting.ring()
    ledger.append(
        session,
        acting.occasion,
        at=at,
        kind="action_answered",
        actor=acting.actor,
        subject=f"action:{action.id}",
        facts=meaning_of(said) | {"doing": said.doing.value, "message": kept.id},
    )


def _as_mail(
    office: Office, who: PersonRow, key: str, title: str, words: str, file: SentFile | None
) -> bytes:
    """Kept in the one form in which whatever people answer is kept."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{who.name} <{who.email}>"
    mail["Subject"] = " ".join(title.split())
    mail["Message-ID"] = key
    mail["Date"] = office.now()
    mail.set_content(words)
    if file is not None:
        mail.add_attachment(
            file.content, maintype="application", subtype="octet-stream", filename=file.name
        )
    return mail.as_bytes()
