"""Messages, requests, submissions, actions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reply_ticket",
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["work_case.id"], name=op.f("fk_reply_ticket_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_reply_ticket_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reply_ticket_person_id")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_reply_ticket")),
    )
    op.create_index(
        op.f("ix_reply_ticket_company_id"), "reply_ticket", ["company_id"], unique=False
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("gate", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("stake_eur", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("brief_sha256", sa.Text(), nullable=False, comment="the brief that stands now"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome in ('approved','returned','rejected','answered')",
            name=op.f("ck_request_outcome"),
        ),
        sa.CheckConstraint(
            "(closed_at is null) = (outcome is null)", name=op.f("ck_request_closed_with_outcome")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["work_case.id"], name=op.f("fk_request_case_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_request_company_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_request_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_request_case_id_key")),
    )
    op.create_index(op.f("ix_request_company_id"), "request", ["company_id"], unique=False)
    op.create_index(op.f("ix_request_cycle_id"), "request", ["cycle_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("input_request_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "understood",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=True,
            comment="the mapping the reader used, with its reasons",
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('received','sent_back','accepted','superseded','unread')",
            name=op.f("ck_submission_state"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_submission_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["input_request_id"], ["input_request.id"], name=op.f("fk_submission_input_request_id")
        ),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_submission_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "input_request_id", "version", name=op.f("uq_submission_input_request_id_version")
        ),
    )
    op.create_index(op.f("ix_submission_company_id"), "submission", ["company_id"], unique=False)
    op.create_index(
        "uq_submission_accepted",
        "submission",
        ["input_request_id"],
        unique=True,
        postgresql_where="state = 'accepted'",
    )
    op.create_table(
        "wait",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["work_case.id"], name=op.f("fk_wait_case_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_wait_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_wait_case_id_key")),
    )
    op.create_index(op.f("ix_wait_company_id"), "wait", ["company_id"], unique=False)
    op.create_index(op.f("ix_wait_due_at"), "wait", ["due_at"], unique=False)
    op.create_table(
        "action",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "depends_on", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column(
            "done_when", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("original_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "evidence", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("escalations", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_to", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'done' or evidence is not null", name=op.f("ck_action_done_by_evidence")
        ),
        sa.CheckConstraint(
            "state in ('waiting','assigned','in_progress','blocked','done','cancelled','carried')",
            name=op.f("ck_action_state"),
        ),
        sa.ForeignKeyConstraint(["carried_to"], ["cycle.id"], name=op.f("fk_action_carried_to")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_action_company_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_action_cycle_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_action_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("cycle_id", "key", name=op.f("uq_action_cycle_id_key")),
    )
    op.create_index(op.f("ix_action_company_id"), "action", ["company_id"], unique=False)
    op.create_index(op.f("ix_action_cycle_id"), "action", ["cycle_id"], unique=False)
    op.create_table(
        "baseline",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "content", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("frozen_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_baseline_company_id")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_baseline_cycle_id")),
        sa.ForeignKeyConstraint(["frozen_by"], ["request.id"], name=op.f("fk_baseline_frozen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
        sa.UniqueConstraint("cycle_id", "version", name=op.f("uq_baseline_cycle_id_version")),
    )
    op.create_index(op.f("ix_baseline_company_id"), "baseline", ["company_id"], unique=False)
    op.create_table(
        "brief",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_brief_company_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_brief_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief")),
        sa.UniqueConstraint("request_id", "sha256", name=op.f("uq_brief_request_id_sha256")),
        sa.UniqueConstraint("request_id", "version", name=op.f("uq_brief_request_id_version")),
    )
    op.create_index(op.f("ix_brief_company_id"), "brief", ["company_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_brief_company_id"), table_name="brief")
    op.drop_table("brief")
    op.drop_index(op.f("ix_baseline_company_id"), table_name="baseline")
    op.drop_table("baseline")
    op.drop_index(op.f("ix_action_cycle_id"), table_name="action")
    op.drop_index(op.f("ix_action_company_id"), table_name="action")
    op.drop_table("action")
    op.drop_index(op.f("ix_wait_due_at"), table_name="wait")
    op.drop_index(op.f("ix_wait_company_id"), table_name="wait")
    op.drop_table("wait")
    op.drop_index(
        "uq_submission_accepted", table_name="submission", postgresql_where="state = 'accepted'"
    )
    op.drop_index(op.f("ix_submission_company_id"), table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_request_cycle_id"), table_name="request")
    op.drop_index(op.f("ix_request_company_id"), table_name="request")
    op.drop_table("request")
    op.drop_index(op.f("ix_reply_ticket_company_id"), table_name="reply_ticket")
    op.drop_table("reply_ticket")
