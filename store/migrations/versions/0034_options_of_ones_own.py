"""Options that people tried with values of their own, and kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0034"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="follows from its values"),
        sa.Column("base", sa.Text(), nullable=False, comment="the drafted option it came from"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("changes", JSONB(none_as_null=True), nullable=False),
        sa.Column("content", JSONB(none_as_null=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_option")),
        sa.UniqueConstraint("request_id", "key", name=op.f("uq_own_option_request_id_key")),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_own_option_{name}_id_{name}")
            )
            for name in ("company", "request", "person")
        ),
    )
    op.create_index(op.f("ix_own_option_company_id"), "own_option", ["company_id"])
    op.execute("alter table own_option enable row level security")
    op.execute(
        "create policy own_company on own_option using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("own_option")
