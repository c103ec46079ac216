"""Keeping one's passkeys, and signing in with one; what changes is on the record."""

from secrets import token_urlsafe

from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.errors import Refusal
from gates.people import SYSTEM, Role, person
from gates.proof import NOTHING_IN_PARTICULAR
from gates.tiers import Assurance
from runtime.office import Office
from runtime.passkeys import ask_for_proof, ask_to_enrol, enrol, proven
from runtime.relying_party import PasskeyRefused
from runtime.signing_in import SignedIn, assurance_of
from store import ceremonies, ledger, passkeys
from store.ceremonies import Asked, Ceremony
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.accounts import CeremonyRow
from store.tables.people import PersonRow


class InvitationOver(Refusal):
    """This invitation was used, or its three days are over. Ask for another one."""


class ProveFirst(Refusal):
    """You signed in a while ago. Sign out and in again, then change how you sign in."""


def options_to_sign_in(office: Office) -> str:
    return ask_for_proof(office, Ceremony.SIGN_IN, NOTHING_IN_PARTICULAR)


def sign_in_with(office: Office, sent: str) -> int:
    """Whose passkey it is. Raises PasskeyRefused."""
    with office.unfenced() as session:
        return proven(session, office, Ceremony.SIGN_IN, sent, office.now()).person.id


def options_to_add(office: Office, who: SignedIn) -> str:
    _must_be_sure(office, who)
    with office.unfenced() as session:
        row = session.get_one(PersonRow, who.person_id)
    return ask_to_enrol(office, row)


def add(office: Office, who: SignedIn, sent: str, name: str) -> None:
    _must_be_sure(office, who)
    with office.unfenced() as session:
        _add(session, office, session.get_one(PersonRow, who.person_id), sent, name)


def end(office: Office, who: SignedIn, passkey_id: int) -> None:
    """One of their passkeys proves nothing any more. Another's is not found."""
    _must_be_sure(office, who)
    with office.sessions(who.company_id) as session:
        row = passkeys.end(session, who.person_id, passkey_id, at=office.now())
        if row is None:
            raise PasskeyRefused
        owner = session.get_one(PersonRow, who.person_id)
        _tell(session, office, owner, "passkey_ended", {"name": row.name})


def invite(office: Office, company_id: int, key: str) -> str:
    """The secret of a page on which this person, once, makes the passkey they sign in with."""
    token = token_urlsafe(32)
    with office.unfenced() as session:
        row = person_by_key(session, company_id, key)
        asked = Asked(
            kind=Ceremony.INVITATION, secret=token.encode(), person_id=row.id, kept={"key": key}
        )
        ceremonies.begin(session, asked, at=office.now())
        ledger.append(
            session,
            _beside(company_id, Channel.COMMAND_LINE),
            at=office.now(),
            kind="person_invited",
            actor=SYSTEM,
            subject=f"person:{key}",
        )
    return token


def invited(session: Session, office: Office, token: str) -> tuple[CeremonyRow, PersonRow]:
    """Who was invited by this secret. Raises InvitationOver."""
    found = ceremonies.find(session, Ceremony.INVITATION, token.encode(), at=office.now())
    if found is None:
        raise InvitationOver
    return found, session.get_one(PersonRow, found.person_id)


def options_to_join(office: Office, token: str) -> str:
    with office.unfenced() as session:
        _, row = invited(session, office, token)
    return ask_to_enrol(office, row)


def join(office: Office, token: str, sent: str, name: str) -> int:
    """Take the invitation up: their first passkey, or one after they lost the others."""
    with office.unfenced() as session:
        asked, row = invited(session, office, token)
        _add(session, office, row, sent, name)
        asked.used_at = office.now()
        return row.id


def _must_be_sure(office: Office, who: SignedIn) -> None:
    if assurance_of(office, who) is not Assurance.STEPPED_UP:
        raise ProveFirst


def _add(session: Session, office: Office, row: PersonRow, sent: str, name: str) -> None:
    made = enrol(session, office, row, sent, name)
    _tell(session, office, row, "passkey_added", {"name": made.name})


def _tell(
    session: Session, office: Office, row: PersonRow, kind: str, facts: dict[str, Json]
) -> None:
    ledger.append(
        session,
        _beside(row.company_id, Channel.WEB),
        at=office.now(),
        kind=kind,
        actor=person(row.key, Role(row.role)),
        subject=f"person:{row.key}",
        facts=facts,
    )


def _beside(company_id: int, channel: Channel) -> Occasion:
    """How somebody signs in is part of no case."""
    return Occasion(company_id=company_id, channel=channel, case_id=None, brief_sha256=None)
