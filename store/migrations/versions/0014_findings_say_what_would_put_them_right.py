"""A finding's impact may be unknown, and it may say cell by cell what would put it right."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column(
        "finding", "impact_units", nullable=True, comment="nothing where it can't be known"
    )
    op.alter_column("finding", "impact_eur", nullable=True, comment="at list price, where known")
    op.add_column(
        "finding",
        sa.Column(
            "correction",
            JSONB(none_as_null=True),
            comment="which cells, from, to and why: what the owner may accept",
        ),
    )


def downgrade() -> None:
    op.drop_column("finding", "correction")
    for column in ("impact_units", "impact_eur"):
        op.execute(f"update finding set {column} = 0 where {column} is null")  # noqa: S608
        op.alter_column("finding", column, nullable=False, comment=None)
