"""How people get in: signed-in browsers, passkeys, and proofs that are under way."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class WebSessionRow(Table):
    """A signed-in browser. Only the SHA-256 of its token is kept, and the token changes."""

    __tablename__ = "web_session"
    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(comment="when it last asked for anything")
    stepped_up_at: Mapped[datetime] = mapped_column(comment="when they last proved who they are")
    closed_at: Mapped[datetime | None]
    way: Mapped[str] = mapped_column(comment="how they signed in")
    browser: Mapped[str] = mapped_column(comment="as it calls itself, for its owner to recognise")


class PasskeyRow(Numbered, Table):
    """A device or password manager by which a person proves who they are."""

    __tablename__ = "passkey"
    __table_args__ = (UniqueConstraint("credential"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential: Mapped[bytes] = mapped_column(comment="the identifier its authenticator gave it")
    public_key: Mapped[bytes] = mapped_column(comment="COSE")
    uses: Mapped[int] = mapped_column(BigInteger, comment="as its authenticator counts them; or 0")
    name: Mapped[str]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class CeremonyRow(Table):
    """A proof that was asked for and may come back once: by a passkey, a provider, an invitation.

    What comes back names it by a secret of which only the SHA-256 is kept.
    """

    __tablename__ = "ceremony"
    __table_args__ = (
        CheckConstraint(
            "kind in ('sign_in','step_up','enrol','invitation','provider')", name="kind"
        ),
    )
    secret_sha256: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    nonce: Mapped[bytes]
    kept: Mapped[dict[str, Any]] = mapped_column(comment="what is gone on with afterwards")
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class IdentityRow(Numbered, Table):
    """Who somebody is at their company's own sign-in: its name for them never changes."""

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("person_id", "issuer"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    issuer: Mapped[str]
    subject: Mapped[str]
    made_at: Mapped[datetime]


class ApiTokenRow(Numbered, Table):
    """What a program reads with. Only the SHA-256 of it is kept."""

    __tablename__ = "api_token"
    __table_args__ = (UniqueConstraint("token_sha256"),)
    token_sha256: Mapped[str]
    name: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    scopes: Mapped[list[Any]]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
