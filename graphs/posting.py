"""Posting a letter: held as an effect, once, with the ticket for its answer."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from gates.canonical import Json, sha256
from gates.chain import Channel
from gates.people import agent
from graphs.letters import ACTION_PAGES, JOIN_PAGES, Opens, Written
from graphs.offering_words import keep_offer
from graphs.tools import Tools
from store import action_links, ceremonies, effects, ledger, links, tickets
from store.ledger import Occasion

VOICE = agent("follow_up_agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Where a letter belongs, when it may leave, and behind which gate."""

    company_id: int
    case_id: str | None
    """None where it is about no case, as how somebody signs in isn't."""
    at: datetime
    held_until: datetime | None = None
    request_id: UUID | None = None
    brief_sha256: str | None = None
    """The brief the letter is drawn from, where it is."""


def hold(tools: Tools, session: Session, written: Written, sending: Sending) -> bool:
    """Put the letter in the outbox, once; says whether it was new. Its delivery is queued."""
    if written.token is not None and sending.case_id is not None:
        tickets.open_ticket(
            session,
            token=written.token,
            company_id=sending.company_id,
            person_id=written.to.person_id,
            case_id=sending.case_id,
            decides=written.decides,
        )
    if written.offered is not None:
        keep_offer(
            session,
            written.offered,
            company_id=sending.company_id,
            case_id=sending.case_id,
            at=sending.at,
        )
    leaves_at = sending.held_until or sending.at
    effect_id = effects.hold(
        session,
        sending.company_id,
        effects.NewEffect(
            key=written.letter.key,
            kind=written.kind,
            content=_content(written),
            held_until=leaves_at,
            case_id=sending.case_id,
            request_id=sending.request_id,
            to_person_id=written.to.person_id,
        ),
        at=sending.at,
        queued=leaves_at <= sending.at,
    )
    if effect_id is None:
        return False
    if written.opens is not None:
        _open_page(tools, session, written, written.opens, sending)
    if leaves_at <= sending.at:
        tools.deliver(session, effect_id, sending.company_id)
    _write_history(session, written, sending)
    return True


def _open_page(
    tools: Tools, session: Session, written: Written, opens: Opens, sending: Sending
) -> None:
    opened = links.NewLink(
        token=tools.link_token(opens.nonce),
        company_id=sending.company_id,
        subject_id=opens.subject_id,
        person_id=written.to.person_id,
        until=opens.until,
    )
    if opens.page == JOIN_PAGES:
        ceremonies.invite(session, opened, key=written.to.key, at=sending.at)
    elif opens.page == ACTION_PAGES:
        action_links.open_link(session, opened)
    else:
        links.open_link(session, opened)


def _content(written: Written) -> dict[str, Json]:
    letter = written.letter
    return {
        "to_name": letter.to_name,
        "to_address": letter.to_address,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "thread_key": letter.thread_key,
        "reply_address": letter.reply_address,
        "in_reply_to": letter.in_reply_to,
        "link": written.opens.nonce if written.opens else None,
        "enclosures": [
            {"name": one.name, "base64": b64encode(one.content).decode("ascii")}
            for one in letter.enclosures
        ],
    }


def _write_history(session: Session, written: Written, sending: Sending) -> None:
    facts = {
        "kind": written.kind,
        "to": written.to.key,
        "effect": written.letter.key,
        "subject": written.letter.subject,
        "text_sha256": sha256(written.letter.text.encode()),
    }
    ledger.append(
        session,
        Occasion(
            company_id=sending.company_id,
            channel=Channel.WORKER,
            case_id=sending.case_id,
            brief_sha256=sending.brief_sha256,
        ),
        at=sending.at,
        kind="letter_written",
        actor=VOICE,
        subject=f"case:{sending.case_id}" if sending.case_id else f"person:{written.to.key}",
        facts=cast("dict[str, Json]", facts),
    )
