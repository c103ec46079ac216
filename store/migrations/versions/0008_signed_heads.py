"""Heads of the ledger under our key, each kept for good."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_head",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, comment="the exact signed text"),
        sa.Column("verifier", sa.Text(), nullable=False, comment="the public key that signed it"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_signed_head_seq")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_signed_head_company_id")
        ),
        sa.PrimaryKeyConstraint("company_id", "seq", name=op.f("pk_signed_head")),
    )
    op.execute(
        """
        create trigger append_only before update or delete or truncate on signed_head
        for each statement execute function ledger_is_append_only()
        """
    )
    op.execute("alter table signed_head enable row level security")
    op.execute(
        "create policy own_company on signed_head using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("signed_head")
