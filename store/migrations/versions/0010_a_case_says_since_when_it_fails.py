"""A case that can't go on says since when."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("work_case", sa.Column("problem_since", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("work_case", "problem_since")
