"""Comments, snoozes, approvers added on top of a gate's own seats, and the data of a brief."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("request_comment", "snooze", "company_data")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "seat",
        sa.Column(
            "added_by_id",
            sa.Integer(),
            sa.ForeignKey("person.id", name=op.f("fk_seat_added_by_id_person")),
            comment="who added this seat on top of the gate's own",
        ),
    )
    _comments()
    _snoozes()
    _data()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("brief", "data_version")
    op.drop_column("seat", "added_by_id")


def _comments() -> None:
    op.create_table(
        "request_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        _to("request_comment", "company_id", "company"),
        _to("request_comment", "request_id", "request", sa.Uuid()),
        _to("request_comment", "person_id", "person"),
        sa.Column("option", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "brief_sha256",
            sa.Text(),
            nullable=False,
            comment="the brief that stood when it was said",
        ),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_comment")),
        sa.CheckConstraint(
            "text <> '' and length(text) <= 2000", name=op.f("ck_request_comment_text")
        ),
    )
    op.create_index(op.f("ix_request_comment_request_id"), "request_comment", ["request_id"])


def _snoozes() -> None:
    op.create_table(
        "snooze",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("snooze", "company_id", "company"),
        _to("snooze", "request_id", "request", sa.Uuid()),
        _to("snooze", "person_id", "person"),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("moment", TIME),
        sa.Column(
            "answer_of_id",
            sa.Integer(),
            sa.ForeignKey("person.id", name=op.f("fk_snooze_answer_of_id_person")),
        ),
        sa.Column("brief_sha256", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
        sa.CheckConstraint("until in ('moment','brief','answer')", name=op.f("ck_snooze_until")),
        sa.CheckConstraint(
            "(until = 'moment') = (moment is not null)", name=op.f("ck_snooze_moment")
        ),
        sa.CheckConstraint(
            "(until = 'answer') = (answer_of_id is not null)", name=op.f("ck_snooze_answer_of")
        ),
        sa.UniqueConstraint("request_id", "person_id", name=op.f("uq_snooze_request_id_person_id")),
    )
    op.create_index(op.f("ix_snooze_person_id"), "snooze", ["person_id"])


def _data() -> None:
    """What is loaded now is the first version; briefs of before don't say what theirs was."""
    op.create_table(
        "company_data",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("company_data", "company_id", "company"),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("files", JSONB(), nullable=False, comment="file name to text"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_data")),
        sa.UniqueConstraint("company_id", "sha256", name=op.f("uq_company_data_company_id_sha256")),
    )
    op.execute(
        "insert into company_data (company_id, sha256, files)"
        " select id, data_version, master_data from company where data_version <> ''"
    )
    op.add_column(
        "brief",
        sa.Column(
            "data_version",
            sa.Text(),
            comment="SHA-256 of the company directory it was drafted on",
        ),
    )


def _to(
    table: str, column: str, other: str, kind: sa.types.TypeEngine[Any] | None = None
) -> sa.Column[Any]:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.Column(
        column, kind or sa.Integer(), sa.ForeignKey(f"{other}.id", name=name), nullable=False
    )
