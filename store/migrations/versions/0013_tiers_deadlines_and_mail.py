"""Proving who one is, a list of reminders and a chain of escalation, and answers by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _sessions()
    _chases()
    op.add_column("request", sa.Column("expired_at", TIME, comment="when the chain was at its end"))
    op.alter_column("request", "escalated_at", comment="when the chain began")
    for column in ("remind_at", "reminded_at"):
        op.drop_column("request", column)
    _mail()


def downgrade() -> None:
    op.drop_index(op.f("ix_message_request_id"), "message")
    op.drop_column("message", "request_id")
    op.execute("delete from reply_ticket where request_id is not null")
    op.drop_constraint(op.f("ck_reply_ticket_request_with_its_brief"), "reply_ticket")
    for column in ("request_id", "brief_sha256"):
        op.drop_column("reply_ticket", column)
    for column in ("remind_at", "reminded_at"):
        op.add_column("request", sa.Column(column, TIME))
    op.execute("update request set remind_at = due_at")
    op.alter_column("request", "remind_at", nullable=False)
    op.alter_column(
        "request", "escalated_at", comment=None, existing_comment="when the chain began"
    )
    op.drop_column("request", "expired_at")
    op.drop_table("chase")
    op.drop_column("web_session", "stepped_up_at")


def _sessions() -> None:
    op.add_column(
        "web_session",
        sa.Column("stepped_up_at", TIME, comment="when they last proved who they are"),
    )
    op.execute("update web_session set stepped_up_at = opened_at")
    op.alter_column("web_session", "stepped_up_at", nullable=False)


def _chases() -> None:
    """Open requests keep their reminder and their first rung; the rest of a chain is new."""
    op.create_table(
        "chase",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("done_at", TIME),
        sa.Column("asked_id", sa.Integer(), comment="who was asked by name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chase")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_chase_company_id_company")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_chase_request_id_request")
        ),
        sa.ForeignKeyConstraint(["asked_id"], ["person.id"], name=op.f("fk_chase_asked_id_person")),
        sa.UniqueConstraint(
            "request_id", "kind", "number", name=op.f("uq_chase_request_id_kind_number")
        ),
        sa.CheckConstraint("kind in ('remind','escalate','expire')", name=op.f("ck_chase_kind")),
    )
    op.create_index(op.f("ix_chase_company_id"), "chase", ["company_id"])
    op.execute("alter table chase enable row level security")
    op.execute(
        "create policy own_company on chase using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    op.execute(
        "insert into chase (company_id, request_id, kind, number, due_at, done_at)"
        " select company_id, id, 'remind', 1, remind_at, reminded_at from request"
        " union all select company_id, id, 'escalate', 1, due_at, escalated_at from request"
        " union all select company_id, id, 'expire', 1, due_at + interval '2 days', null"
        " from request where closed_at is null"
    )


def _mail() -> None:
    op.add_column(
        "reply_ticket",
        sa.Column(
            "request_id",
            sa.Uuid(),
            sa.ForeignKey("request.id", name=op.f("fk_reply_ticket_request_id_request")),
            comment="the one request it answers, where it answers one",
        ),
    )
    op.add_column(
        "reply_ticket",
        sa.Column("brief_sha256", sa.Text(), comment="the brief its letter showed"),
    )
    op.create_check_constraint(
        op.f("ck_reply_ticket_request_with_its_brief"),
        "reply_ticket",
        "(request_id is null) = (brief_sha256 is null)",
    )
    op.add_column(
        "message",
        sa.Column(
            "request_id",
            sa.Uuid(),
            sa.ForeignKey("request.id", name=op.f("fk_message_request_id_request")),
            comment="the request it answers",
        ),
    )
    op.create_index(op.f("ix_message_request_id"), "message", ["request_id"])
