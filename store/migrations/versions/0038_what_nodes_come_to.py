"""Runs, failures and seconds of each node of the graphs."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "node_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("longest_s", sa.Float(), nullable=False, comment="of one run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_node_work")),
        sa.UniqueConstraint(
            "company_id", "kind", "node", name=op.f("uq_node_work_company_id_kind_node")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_node_work_company_id")
        ),
    )
    op.create_index(op.f("ix_node_work_company_id"), "node_work", ["company_id"])
    op.execute("alter table node_work enable row level security")
    op.execute(
        "create policy own_company on node_work using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("node_work")
