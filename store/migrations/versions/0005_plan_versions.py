"""Plan versions, seats, decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submitted_line",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell_row", sa.Integer(), nullable=False),
        sa.Column("cell_column", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_submitted_line_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submitted_line_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submitted_line")),
    )
    op.create_index(
        op.f("ix_submitted_line_company_id"), "submitted_line", ["company_id"], unique=False
    )
    op.create_index(
        op.f("ix_submitted_line_submission_id"), "submitted_line", ["submission_id"], unique=False
    )
    op.create_table(
        "action_update",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_update_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_action_update_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_action_update_message_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_action_update_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_update")),
    )
    op.create_index(
        op.f("ix_action_update_action_id"), "action_update", ["action_id"], unique=False
    )
    op.create_index(
        op.f("ix_action_update_company_id"), "action_update", ["company_id"], unique=False
    )
    op.create_table(
        "commitment",
        sa.Column("plan_version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("order_by", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('production','purchase','expedite','stock')", name=op.f("ck_commitment_kind")
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_commitment_quantity")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_commitment_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_version_id"], ["plan_version.id"], name=op.f("fk_commitment_plan_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_company_id"), "commitment", ["company_id"], unique=False)
    op.create_index(
        op.f("ix_commitment_plan_version_id"), "commitment", ["plan_version_id"], unique=False
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("brief_sha256", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verb = 'approve' or reason <> ''", name=op.f("ck_decision_reason_given")
        ),
        sa.CheckConstraint(
            "verb in ('approve','request_changes','reject','dissent')",
            name=op.f("ck_decision_verb"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_decision_company_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_decision_request_id")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_decision_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("request_id", "seat_id", name=op.f("uq_decision_request_id_seat_id")),
    )
    op.create_index(op.f("ix_decision_company_id"), "decision", ["company_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index(op.f("ix_decision_company_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_commitment_plan_version_id"), table_name="commitment")
    op.drop_index(op.f("ix_commitment_company_id"), table_name="commitment")
    op.drop_table("commitment")
    op.drop_index(op.f("ix_action_update_company_id"), table_name="action_update")
    op.drop_index(op.f("ix_action_update_action_id"), table_name="action_update")
    op.drop_table("action_update")
    op.drop_index(op.f("ix_submitted_line_submission_id"), table_name="submitted_line")
    op.drop_index(op.f("ix_submitted_line_company_id"), table_name="submitted_line")
    op.drop_table("submitted_line")
