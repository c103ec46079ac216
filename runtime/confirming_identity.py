"""Confirming that it is you, by a passkey, over the very matter that is about to be signed."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from uuid import UUID

from gates.canonical import Json
from gates.chain import Channel
from gates.people import Role, person
from gates.proof import challenge_over
from runtime.office import Office
from runtime.passkeys import Proven, ask_for_proof, proven
from runtime.relying_party import PasskeyRefused
from runtime.signing_in import SignedIn, prove_again
from store import ledger
from store.ceremonies import Ceremony
from store.ledger import Occasion
from store.tables.gates import RequestRow

Matter = dict[str, Json]


def ask_to_confirm(office: Office, who: SignedIn, matter: Matter) -> str:
    """Options for one of their passkeys to sign the matter with."""
    return ask_for_proof(office, Ceremony.STEP_UP, matter, who.person_id)


def confirm(office: Office, who: SignedIn, token: str, matter: Matter, sent: str) -> str:
    """The browser's next token, once their passkey has signed this matter and no other.

    The proof goes into the ledger: it can be checked again by whoever has the passkey's key.
    """
    at = office.now()
    with office.unfenced() as session:
        shown = proven(session, office, Ceremony.STEP_UP, sent, at)
        signed = challenge_over(matter, shown.ceremony.nonce)
        if shown.ceremony.kept != matter or shown.ceremony.person_id != who.person_id:
            raise PasskeyRefused
        request = session.get_one(RequestRow, UUID(str(matter["request"])))
        ledger.append(
            session,
            Occasion(
                company_id=who.company_id,
                channel=Channel.WEB,
                case_id=request.case_id,
                brief_sha256=str(matter["brief_sha256"]),
            ),
            at=at,
            kind="identity_confirmed",
            actor=person(who.person_key, Role(who.role)),
            subject=f"request:{request.id}",
            facts={"matter": matter, "challenge": _text(signed), **_proof(shown)},
        )
    fresh = prove_again(office, token, who.person_id)
    if fresh is None:
        raise PasskeyRefused
    return fresh


def _proof(shown: Proven) -> Mapping[str, Json]:
    return {
        "nonce": _text(shown.ceremony.nonce),
        "passkey": _text(shown.passkey.credential),
        "public_key": _text(shown.passkey.public_key),
        "client_data": str(shown.answer["clientDataJSON"]),
        "authenticator_data": str(shown.answer["authenticatorData"]),
        "signature": str(shown.answer["signature"]),
    }


def _text(content: bytes) -> str:
    """As WebAuthn writes bytes: base64url without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")
