"""Delivering effects: at least once, always under the same key, with the truth recorded."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from sqlalchemy.orm import Session

from graphs.letters import LINKED_PAGES
from mail.carriers import Carrier, Outcome, Receipt, SmtpCarrier
from mail.letter import Enclosure, Letter, Sender, to_message
from runtime.hooks.delivering import ENDED, posting_of
from runtime.hooks.delivering import send as send_post
from runtime.office import Office
from runtime.settings import Settings
from store import effects, posts
from store.tables.effects import CapturedMailRow, EffectRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturingCarrier:
    """Development's mail server: keeps every mail where a page can show it."""

    office: Office
    company_id: int

    def send(self, message: EmailMessage) -> Receipt:
        with self.office.sessions(self.company_id) as session:
            effects.capture(
                session,
                CapturedMailRow(
                    company_id=self.company_id,
                    message_id=str(message["Message-ID"]),
                    to_address=parseaddr(str(message["To"]))[1],
                    subject=str(message["Subject"]),
                    content=message.as_bytes(policy=SMTP),
                    captured_at=self.office.now(),
                ),
            )
        return Receipt(outcome=Outcome.SENT, words="captured")


def carrier(office: Office, company_id: int) -> Carrier:
    """The way mail leaves: the configured server, or the captured-mail page."""
    settings = office.settings
    if settings.smtp_host is None:
        return CapturingCarrier(office=office, company_id=company_id)
    password = settings.smtp_password
    return SmtpCarrier(
        host=settings.smtp_host,
        port=settings.smtp_port,
        starttls=settings.smtp_starttls,
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
        timeout_s=settings.smtp_timeout_s,
    )


def deliver(office: Office, effect_id: int, company_id: int) -> None:
    """Try an effect once and write down what became of it. Safe to run any number of times."""
    with office.sessions(company_id) as session:
        effect = effects.claim(session, effect_id, at=office.now())
        if effect is None:
            return
        try:
            send = _way(office, session, effect)
        except CannotLeave as problem:
            at, why = office.now(), str(problem)
            effects.record_trouble(effect, at=at, problem=why, known=True, final=True)
            return
    office.reached("deliver.claimed")
    receipt = send()
    office.reached("deliver.sent")
    with office.sessions(company_id) as session:
        _record(office, session.get_one(EffectRow, effect_id), receipt)
    office.reached("deliver.recorded")


class CannotLeave(Exception):
    """What keeps an effect from ever leaving."""


def _way(office: Office, session: Session, effect: EffectRow) -> Callable[[], Receipt]:
    """How it leaves, with all that takes from the database. Raises CannotLeave."""
    company_id = effect.company_id
    if effect.kind == posts.KIND:
        posting = posting_of(office, session, effect)
        if posting is None:
            raise CannotLeave(ENDED)
        return lambda: send_post(office, company_id, posting)
    try:
        letter = with_link(office, effect, as_letter(effect))
    except KeyError as missing:
        raise CannotLeave(f"The effect has no {missing}; it can't be sent.") from missing
    return lambda: carrier(office, company_id).send(_dated(office, letter))


def _record(office: Office, effect: EffectRow, receipt: Receipt) -> None:
    at = office.now()
    if receipt.outcome is Outcome.SENT:
        effects.record_sent(effect, at=at)
        return
    effects.record_trouble(
        effect,
        at=at,
        problem=receipt.words,
        known=receipt.outcome is not Outcome.UNKNOWN,
        final=receipt.outcome is Outcome.REFUSED,
        waits=posts.WAITS if effect.kind == posts.KIND else effects.WAITS,
    )


def as_letter(effect: EffectRow) -> Letter:
    """The letter exactly as it was written when the effect was made."""
    said = effect.content
    return Letter(
        key=effect.key,
        to_name=said["to_name"],
        to_address=said["to_address"],
        subject=said["subject"],
        text=said["text"],
        html=said["html"],
        thread_key=said["thread_key"],
        reply_address=said.get("reply_address"),
        in_reply_to=said.get("in_reply_to"),
        enclosures=tuple(
            Enclosure(name=one["name"], content=b64decode(one["base64"]))
            for one in said.get("enclosures", ())
        ),
    )


def with_link(office: Office, effect: EffectRow, letter: Letter) -> Letter:
    """What opens the page is put in at the door: the outbox holds only what it is made from."""
    said = effect.content
    text, html = letter.text, letter.html
    for nonce in filter(None, (said.get("link"), *said.get("links", ()))):
        opens = office.link_token(nonce)
        for page in LINKED_PAGES:
            text = text.replace(f"{page}{nonce}", f"{page}{opens}")
            html = html.replace(f"{page}{nonce}", f"{page}{opens}")
    return replace(letter, text=text, html=html)


def sender(settings: Settings) -> Sender:
    name, address = parseaddr(settings.mail_from)
    return Sender(name=name, address=address, domain=settings.mail_domain)


def _dated(office: Office, letter: Letter) -> EmailMessage:
    message = to_message(letter, sender(office.settings))
    message["Date"] = office.now()
    return message
