"""Inputs asked for, scenarios, cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "input_request",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('asked','received','sent_back','accepted','escalated','substituted')",
            name=op.f("ck_input_request_state"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_input_request_company_id")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_input_request_cycle_id")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_input_request_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_request")),
        sa.UniqueConstraint("cycle_id", "region", name=op.f("uq_input_request_cycle_id_region")),
    )
    op.create_index(
        op.f("ix_input_request_company_id"), "input_request", ["company_id"], unique=False
    )
    op.create_index(op.f("ix_input_request_cycle_id"), "input_request", ["cycle_id"], unique=False)
    op.create_table(
        "plan_constraint",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column(
            "content", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_plan_constraint_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_plan_constraint_cycle_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_constraint")),
        sa.UniqueConstraint("cycle_id", "key", name=op.f("uq_plan_constraint_cycle_id_key")),
    )
    op.create_index(
        op.f("ix_plan_constraint_company_id"), "plan_constraint", ["company_id"], unique=False
    )
    op.create_table(
        "scenario",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "result", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_scenario_company_id")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_scenario_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint(
            "cycle_id", "round", "key", name=op.f("uq_scenario_cycle_id_round_key")
        ),
    )
    op.create_index(op.f("ix_scenario_company_id"), "scenario", ["company_id"], unique=False)
    op.create_table(
        "web_session",
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_web_session_person_id")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_web_session")),
    )
    op.create_table(
        "work_case",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("graph_version", sa.Text(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rings", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind in ('cycle','input_request','follow_up')", name=op.f("ck_work_case_kind")
        ),
        sa.CheckConstraint(
            "state in ('running','waiting','done','failed')", name=op.f("ck_work_case_state")
        ),
        sa.CheckConstraint("seen <= rings", name=op.f("ck_work_case_seen_after_rung")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_work_case_company_id")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_work_case_cycle_id")),
        sa.ForeignKeyConstraint(
            ["playbook"], ["playbook.sha256"], name=op.f("fk_work_case_playbook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_case")),
    )
    op.create_index(op.f("ix_work_case_company_id"), "work_case", ["company_id"], unique=False)
    op.create_index(op.f("ix_work_case_cycle_id"), "work_case", ["cycle_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("sender_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column(
            "reading", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.CheckConstraint(
            "state in ('new','read','quarantined','ignored')", name=op.f("ck_message_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["work_case.id"], name=op.f("fk_message_case_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_message_company_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_message_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    op.create_index(op.f("ix_message_case_id"), "message", ["case_id"], unique=False)
    op.create_index(op.f("ix_message_company_id"), "message", ["company_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_message_company_id"), table_name="message")
    op.drop_index(op.f("ix_message_case_id"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_work_case_cycle_id"), table_name="work_case")
    op.drop_index(op.f("ix_work_case_company_id"), table_name="work_case")
    op.drop_table("work_case")
    op.drop_table("web_session")
    op.drop_index(op.f("ix_scenario_company_id"), table_name="scenario")
    op.drop_table("scenario")
    op.drop_index(op.f("ix_plan_constraint_company_id"), table_name="plan_constraint")
    op.drop_table("plan_constraint")
    op.drop_index(op.f("ix_input_request_cycle_id"), table_name="input_request")
    op.drop_index(op.f("ix_input_request_company_id"), table_name="input_request")
    op.drop_table("input_request")
