"""Inviting somebody by mail: their letter opens one page, once, on which they make a passkey."""

from secrets import token_urlsafe

from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.people import SYSTEM, Actor, Role, person
from graphs.letters import JOIN_PAGES, Opens, Written, reader_of
from graphs.posting import Sending, hold
from mail.account_views import Invitation
from mail.render import Post
from runtime.office import Office
from runtime.signing_in import SignedIn
from store import ledger
from store.ceremonies import LASTS, Ceremony
from store.ledger import Occasion
from store.people import Addressee, by_key
from store.reading_people import company

KIND = Invitation.template


def invite_by_mail(
    office: Office, company_id: int, key: str, *, by: SignedIn | None = None
) -> Addressee:
    """Write it, hold it to be sent, and end what was sent before; says who is invited.

    Their passkeys and sessions stay as they are. Without `by` it comes from the command line.
    """
    with office.unfenced() as session:
        to = by_key(session, company_id, key)
        at = office.now()
        written = _written(office, session, company_id, to, by)
        hold(office.tools, session, written, Sending(company_id=company_id, case_id=None, at=at))
        ledger.append(
            session,
            Occasion(
                company_id=company_id,
                channel=Channel.WEB if by else Channel.COMMAND_LINE,
                case_id=None,
                brief_sha256=None,
            ),
            at=at,
            kind="person_invited",
            actor=_actor(by),
            subject=f"person:{key}",
        )
    return to


def _actor(by: SignedIn | None) -> Actor:
    return person(by.person_key, Role(by.role)) if by else SYSTEM


def _written(
    office: Office, session: Session, company_id: int, to: Addressee, by: SignedIn | None
) -> Written:
    nonce, whose = token_urlsafe(16), company(session, company_id).name
    until = office.now() + LASTS[Ceremony.INVITATION]
    opens = Opens(nonce=nonce, page=JOIN_PAGES, subject_id=to.person_id, until=until)
    view = Invitation(
        reader=reader_of(to),
        words=(),
        path=opens.path,
        company=whose,
        invited_by=by.name if by else whose,
        until=until,
    )
    post = Post(key=f"invitation/{nonce}", thread_key=f"person/{to.key}")
    letter = office.renderer.compose(view, post)
    return Written(to=to, kind=KIND, letter=letter, token=None, opens=opens)
