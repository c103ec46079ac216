"""Passkeys: made by who is known already, and what one proves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from typing import Any

from cbor2 import CBORDecodeError
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from gates.canonical import Json
from gates.proof import NOTHING_IN_PARTICULAR, challenge_over
from runtime.office import Office
from runtime.relying_party import PasskeyRefused, read_sent, relying_party
from store import ceremonies, passkeys
from store.ceremonies import Asked, Ceremony
from store.tables.accounts import CeremonyRow, PasskeyRow
from store.tables.people import PersonRow

NAME_MAX_CHARS = 60
BAD_PROOFS = (WebAuthnException, CBORDecodeError, ValueError, KeyError, TypeError)
"""What verifying raises for an answer that is none: it is parsed from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """Who proved who they are, over what, and how anybody can check it again."""

    person: PersonRow
    passkey: PasskeyRow
    ceremony: CeremonyRow
    answer: Mapping[str, Any]


def ask_to_enrol(office: Office, person: PersonRow) -> str:
    """Options for a browser to make a passkey with, as JSON."""
    party, nonce = relying_party(office.settings.base_url), token_bytes(32)
    challenge = challenge_over(NOTHING_IN_PARTICULAR, nonce)
    with office.unfenced() as session:
        asked = Asked(
            kind=Ceremony.ENROL, secret=challenge, nonce=nonce, person_id=person.id, kept={}
        )
        ceremonies.begin(session, asked, at=office.now())
        has = [
            PublicKeyCredentialDescriptor(row.credential)
            for row in passkeys.of_person(session, person.id)
        ]
    options = generate_registration_options(
        rp_id=party.name,
        rp_name="Sopwith",
        user_id=f"sopwith/{person.id}".encode(),
        user_name=person.email,
        user_display_name=person.name,
        challenge=challenge,
        exclude_credentials=has,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json(options)


def enrol(session: Session, office: Office, person: PersonRow, sent: str, name: str) -> PasskeyRow:
    """Keep the passkey the browser made. Raises PasskeyRefused for one nobody asked for."""
    answer, at = read_sent(sent), office.now()
    party = relying_party(office.settings.base_url)
    asked = ceremonies.find(session, Ceremony.ENROL, answer.challenge, at=at)
    if asked is None or asked.person_id != person.id:
        raise PasskeyRefused
    try:
        made = verify_registration_response(
            credential=answer.said,
            expected_challenge=answer.challenge,
            expected_rp_id=party.name,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except BAD_PROOFS as error:
        raise PasskeyRefused from error
    if passkeys.by_credential(session, made.credential_id):
        raise PasskeyRefused
    asked.used_at = at
    row = PasskeyRow(
        company_id=person.company_id,
        person_id=person.id,
        credential=made.credential_id,
        public_key=made.credential_public_key,
        uses=made.sign_count,
        name=name.strip()[:NAME_MAX_CHARS] or "Passkey",
        made_at=at,
    )
    session.add(row)
    session.flush()
    return row


def ask_for_proof(
    office: Office, kind: Ceremony, matter: dict[str, Json], person_id: int | None = None
) -> str:
    """Options for a browser to ask a passkey with, as JSON: any of theirs, or anybody's."""
    party, nonce = relying_party(office.settings.base_url), token_bytes(32)
    challenge = challenge_over(matter, nonce)
    asked = Asked(kind=kind, secret=challenge, nonce=nonce, person_id=person_id, kept=matter)
    with office.unfenced() as session:
        ceremonies.begin(session, asked, at=office.now())
        mine = passkeys.of_person(session, person_id) if person_id else ()
    options = generate_authentication_options(
        rp_id=party.name,
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(row.credential) for row in mine],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def proven(session: Session, office: Office, kind: Ceremony, sent: str, at: datetime) -> Proven:
    """Whose passkey answered what we asked, once. Raises PasskeyRefused for anything else."""
    answer = read_sent(sent)
    party = relying_party(office.settings.base_url)
    asked = ceremonies.find(session, kind, answer.challenge, at=at)
    found = passkeys.by_credential(session, answer.credential)
    if asked is None or found is None:
        raise PasskeyRefused
    row, person = found
    if asked.person_id not in {None, person.id}:
        raise PasskeyRefused
    try:
        verified = verify_authentication_response(
            credential=answer.said,
            expected_challenge=answer.challenge,
            expected_rp_id=party.name,
            expected_origin=party.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.uses,
            require_user_verification=True,
        )
    except BAD_PROOFS as error:
        raise PasskeyRefused from error
    row.uses, row.used_at, asked.used_at = verified.new_sign_count, at, at
    return Proven(person=person, passkey=row, ceremony=asked, answer=answer.said["response"])
