"""A mail that moves something in a request without answering it: as on the page, and vouched for.

It is made in the transaction that keeps the message.
"""

from uuid import uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.errors import MailMayNotDecide
from gates.gate import Gate
from gates.move import Move
from gates.move_lines import SpokenMove, spoken_move
from gates.tiers import Assurance
from runtime.adding_approvers import add_approver, take_back_approver
from runtime.asking_person import ask_person
from runtime.claiming import claim, release
from runtime.commenting import comment
from runtime.deciding import Answer
from runtime.delegating_one import delegate_one
from runtime.mail_replies import BALLOTS, Reply
from runtime.office import Office
from runtime.snoozing import snooze, take_up
from runtime.withdrawing import withdraw
from store.directory import directory_of
from store.messages import content_id
from store.people import by_key


def wanted_of(session: Session, reply: Reply) -> SpokenMove | None:
    """What its first line wants done, if that is exactly a move."""
    company_id = reply.ticket.company_id
    sender = by_key(session, company_id, reply.ticket.person_key)
    members = directory_of(session, company_id).members
    return spoken_move(reply.mail.text, members, ZoneInfo(sender.timezone))


def make(office: Office, session: Session, reply: Reply, gate: Gate, wanted: SpokenMove) -> None:
    """Make it, or raise a `Refusal`."""
    if not gate.policy.mail_reply:
        raise MailMayNotDecide
    whom = Answer(
        company_id=reply.ticket.company_id,
        person_key=reply.ticket.person_key,
        request_id=reply.request_id,
        channel="mail",
        within=session,
    )
    person, words = wanted.person or "", wanted.words
    said_id = uuid5(BALLOTS, f"said {content_id(reply.raw)}")
    match wanted.move:
        case Move.DELEGATE:
            delegate_one(office, whom, person, reason=words)
        case Move.ADD:
            add_approver(office, whom, person, why=words)
        case Move.TAKE_BACK:
            take_back_approver(office, whom, person, sure=Assurance.MAIL)
        case Move.COMMENT:
            comment(office, whom, words, comment_id=said_id)
        case Move.ASK:
            ask_person(office, whom, person, words, question_id=said_id)
        case Move.WITHDRAW:
            withdraw(office, whom, reason=words)
        case _:
            _own(office, whom, wanted)


def _own(office: Office, whom: Answer, wanted: SpokenMove) -> None:
    """What concerns only how it stands with oneself."""
    match wanted.move:
        case Move.SNOOZE if wanted.until is not None:
            snooze(office, whom, wanted.until, moment=wanted.moment, answer_of=wanted.person)
        case Move.WAKE:
            take_up(office, whom)
        case Move.CLAIM:
            claim(office, whom)
        case Move.RELEASE:
            release(office, whom)
        case _:
            raise MailMayNotDecide
