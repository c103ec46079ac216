"""People subscribe to their deadlines in their own calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("company_id", sa.Integer(), sa.ForeignKey("company.id"), nullable=False),
        sa.Column(
            "person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, unique=True
        ),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="counts its addresses; only the last one opens",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_calendar_company_id", "calendar", ["company_id"])
    op.execute("alter table calendar enable row level security")
    op.execute(
        "create policy own_company on calendar using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("calendar")
