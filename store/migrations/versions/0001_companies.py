"""Companies, people, cycles, the ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column(
            "master_data",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="the company directory as loaded: file name to text",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("slug", name=op.f("uq_company_slug")),
    )
    op.create_table(
        "playbook",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column(
            "content", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_playbook")),
    )
    op.create_table(
        "captured_mail",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("to_address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_captured_mail_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captured_mail")),
        sa.UniqueConstraint(
            "company_id", "message_id", name=op.f("uq_captured_mail_company_id_message_id")
        ),
    )
    op.create_index(
        op.f("ix_captured_mail_company_id"), "captured_mail", ["company_id"], unique=False
    )
    op.create_table(
        "cycle",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inputs_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step in ('inputs','demand_review','supply_review','reconciliation','executive_review','execution','closed')",  # noqa: E501
            name=op.f("ck_cycle_step"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_cycle_company_id")),
        sa.ForeignKeyConstraint(["playbook"], ["playbook.sha256"], name=op.f("fk_cycle_playbook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("company_id", "month", name=op.f("uq_cycle_company_id_month")),
    )
    op.create_index(op.f("ix_cycle_company_id"), "cycle", ["company_id"], unique=False)
    op.create_table(
        "ledger_event",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "content", sa.LargeBinary(), nullable=False, comment="canonical JSON, the hashed bytes"
        ),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_ledger_event_seq")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_ledger_event_company_id")
        ),
        sa.PrimaryKeyConstraint("company_id", "seq", name=op.f("pk_ledger_event")),
    )
    op.create_table(
        "ledger_head",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_ledger_head_company_id")
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "person",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("manager_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_person_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("company_id", "key", name=op.f("uq_person_company_id_key")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_index(op.f("ix_person_company_id"), "person", ["company_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_person_company_id"), table_name="person")
    op.drop_table("person")
    op.drop_table("ledger_head")
    op.drop_table("ledger_event")
    op.drop_index(op.f("ix_cycle_company_id"), table_name="cycle")
    op.drop_table("cycle")
    op.drop_index(op.f("ix_captured_mail_company_id"), table_name="captured_mail")
    op.drop_table("captured_mail")
    op.drop_table("playbook")
    op.drop_table("company")
    # ### end Alembic commands ###
