"""Proving who one is, a list of reminders and a chain of escalation, and answers by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _sessions()


def downgrade() -> None:
    op.drop_column("web_session", "stepped_up_at")


def _sessions() -> None:
    op.add_column(
        "web_session",
        sa.Column("stepped_up_at", TIME, comment="when they last proved who they are"),
    )
    op.execute("update web_session set stepped_up_at = opened_at")
    op.alter_column("web_session", "stepped_up_at", nullable=False)
