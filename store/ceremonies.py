"""Proofs that were asked for: begun, taken up once, forgotten when they are over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.links import NewLink
from store.tables.accounts import CeremonyRow

REMEMBERED = timedelta(days=1)


class Ceremony(StrEnum):
    """What a proof is for."""

    SIGN_IN = "sign_in"
    STEP_UP = "step_up"
    ENROL = "enrol"
    INVITATION = "invitation"
    PROVIDER = "provider"


LASTS = {
    Ceremony.SIGN_IN: timedelta(minutes=5),
    Ceremony.STEP_UP: timedelta(minutes=5),
    Ceremony.ENROL: timedelta(minutes=10),
    Ceremony.PROVIDER: timedelta(minutes=10),
    Ceremony.INVITATION: timedelta(days=3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A proof as it was asked for."""

    kind: Ceremony
    secret: bytes
    """Comes back with the proof, or is the challenge that is signed."""
    nonce: bytes = b""
    person_id: int | None = None
    kept: Mapping[str, Any]


def begin(session: Session, asked: Asked, *, at: datetime) -> None:
    """Remember it; those long over are forgotten on the way."""
    session.execute(delete(CeremonyRow).where(CeremonyRow.expires_at < at - REMEMBERED))
    session.add(
        CeremonyRow(
            secret_sha256=sha256(asked.secret).hexdigest(),
            kind=asked.kind.value,
            person_id=asked.person_id,
            nonce=asked.nonce,
            kept=dict(asked.kept),
            expires_at=at + LASTS[asked.kind],
        )
    )


def invite(session: Session, link: NewLink, *, key: str, at: datetime) -> None:
    """One page to make a passkey on, once and until a moment; an earlier one opens no more."""
    session.execute(
        update(CeremonyRow)
        .where(
            CeremonyRow.person_id == link.person_id,
            CeremonyRow.kind == Ceremony.INVITATION.value,
            CeremonyRow.used_at.is_(None),
            CeremonyRow.expires_at > at,
        )
        .values(expires_at=at)
    )
    session.add(
        CeremonyRow(
            secret_sha256=sha256(link.token.encode()).hexdigest(),
            kind=Ceremony.INVITATION.value,
            person_id=link.person_id,
            nonce=b"",
            kept={"key": key},
            expires_at=link.until,
        )
    )


def find(session: Session, kind: Ceremony, secret: bytes, *, at: datetime) -> CeremonyRow | None:
    """The proof that is waited for; locked, so that of two that come back one is taken."""
    return session.scalar(
        select(CeremonyRow)
        .where(
            CeremonyRow.secret_sha256 == sha256(secret).hexdigest(),
            CeremonyRow.kind == kind.value,
            CeremonyRow.used_at.is_(None),
            CeremonyRow.expires_at > at,
        )
        .with_for_update()
    )
