"""Companies, people, what they own and may approve, and their web sessions."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from gates.letter_hours import EVERY_DAY
from store.tables.base import Numbered, Table


class CompanyRow(Table):
    __tablename__ = "company"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    timezone: Mapped[str]
    master_data: Mapped[dict[str, Any]] = mapped_column(
        comment="the company directory as loaded: file name to text"
    )
    data_version: Mapped[str] = mapped_column(
        default="", comment="SHA-256 of the directory as loaded"
    )


class CompanyDataRow(Numbered, Table):
    """Every version of a company directory: what a brief was drafted on stays readable."""

    __tablename__ = "company_data"
    __table_args__ = (UniqueConstraint("company_id", "sha256"),)
    sha256: Mapped[str]
    files: Mapped[dict[str, Any]] = mapped_column(comment="file name to text")


class PersonRow(Numbered, Table):
    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("company_id", "key"),
        UniqueConstraint("email"),
        *(
            CheckConstraint(f"{hour} between 0 and 23", name=hour)
            for hour in ("digest_hour", "quiet_from", "quiet_until")
        ),
    )
    key: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[str]
    title: Mapped[str]
    timezone: Mapped[str]
    language: Mapped[str] = mapped_column(
        server_default="en",
        default="en",
        comment="in which letters and the page of an input speak: en, de, es or fr",
    )
    manager_key: Mapped[str | None]
    advances: Mapped[bool] = mapped_column(
        server_default=false(),
        default=False,
        comment="whether the next request opens by itself when one is answered",
    )
    digest_hour: Mapped[int | None] = mapped_column(
        comment="of the clock in their zone; none: each letter as it comes"
    )
    digest_days: Mapped[list[Any]] = mapped_column(
        server_default=text("'[0, 1, 2, 3, 4, 5, 6]'::jsonb"),
        default=lambda: sorted(EVERY_DAY),
        comment="days of the week with a digest, Monday is 0",
    )
    quiet_from: Mapped[int | None] = mapped_column(comment="hour of the clock in their zone")
    quiet_until: Mapped[int | None] = mapped_column(comment="hour of the clock in their zone")


class OwnerRow(Numbered, Table):
    """Who owns a thing that a brief can be about."""

    __tablename__ = "owner"
    __table_args__ = (UniqueConstraint("company_id", "kind", "code"),)
    kind: Mapped[str]
    code: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AuthorityRow(Numbered, Table):
    """The most a person, or each holder of a role, may approve in a cycle; '' is every gate."""

    __tablename__ = "authority"
    __table_args__ = (
        CheckConstraint("(person_id is null) <> (role is null)", name="person_or_role"),
        CheckConstraint("limit_eur >= 0", name="limit"),
        UniqueConstraint(
            "company_id", "person_id", "role", "gate", postgresql_nulls_not_distinct=True
        ),
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str | None]
    gate: Mapped[str]
    limit_eur: Mapped[Decimal]


class DelegationRow(Numbered, Table):
    """One person lets another answer for them; kept when it is over."""

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("kind in ('delegation','out_of_office')", name="kind"),
        CheckConstraint("giver_id <> receiver_id", name="two_people"),
        CheckConstraint("starts_at < ends_at", name="has_time"),
        CheckConstraint("limit_eur >= 0", name="limit"),
    )
    kind: Mapped[str]
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    gates: Mapped[list[Any]] = mapped_column(comment="empty: every gate")
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    limit_eur: Mapped[Decimal | None]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
