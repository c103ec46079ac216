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
from gates.people import Role, person
from runtime.acted import (
    Acted,
    ActionIsOver,
    Doing,
    NotItsTurn,
    NotYourAction,
    SentFile,
    check_whole,
    in_words,
    meaning_of,
)
from runtime.office import Office
from store import actions, cases, cycles, ledger, messages, replies
from store.actions import NewUpdate
from store.ledger import Occasion
from store.messages import NewMessage
from store.people import everyone, person_by_key
from store.tables.actions import ActionRow
from store.tables.people import PersonRow


def act(office: Office, company_id: int, person_key: str, action_id: int, said: Acted) -> None:
    """Take the owner's word. Raises a `Refusal`, and LookupError where there is no such action."""
    with office.sessions(company_id) as session:
        action = actions.locked(session, company_id, action_id)
        if action is None:
            raise LookupError(action_id)
        who = person_by_key(session, company_id, person_key)
        _may(action, who)
        if said.doing is Doing.BEGIN:
            _begin(office, session, action, who)
            return
        wanted = restore_predicate(action.done_when)
        names = {one.key: one.name for one in everyone(session, company_id)}
        today = office.now().astimezone(ZoneInfo(who.timezone)).date()
        check_whole(said, wanted, names, who.key, today)
        _keep(office, session, action, who, said, in_words(said, names))


def _may(action: ActionRow, who: PersonRow) -> None:
    if action.owner_id != who.id:
        raise NotYourAction
    state = ActionState(action.state)
    if state not in OPEN:
        raise ActionIsOver
    if state is ActionState.WAITING:
        raise NotItsTurn


def _begin(office: Office, session: Session, action: ActionRow, who: PersonRow) -> None:
    actions.set_state(action, ActionState.IN_PROGRESS)
    said = NewUpdate(
        kind="accepted", text=f"{who.name} is at work on it.", at=office.now(), person_id=who.id
    )
    actions.note(session, action, said)


def _keep(
    office: Office, session: Session, action: ActionRow, who: PersonRow, said: Acted, words: str
) -> None:
    """The message, the ring and the history, at once."""
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
    cases.ring(session, case_id)
    office.defer(session, case_id, action.company_id)
    ledger.append(
        session,
        Occasion(
            company_id=action.company_id, channel=Channel.WEB, case_id=case_id, brief_sha256=None
        ),
        at=at,
        kind="action_answered",
        actor=person(who.key, Role(who.role)),
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
