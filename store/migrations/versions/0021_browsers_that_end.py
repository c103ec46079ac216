"""Signed-in browsers end when they are left alone, and their owner recognises them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    seen = sa.Column(
        "seen_at", sa.DateTime(timezone=True), comment="when it last asked for anything"
    )
    op.add_column("web_session", seen)
    op.execute("update web_session set seen_at = opened_at")
    op.alter_column("web_session", "seen_at", nullable=False)
    for name, comment in (
        ("way", "how they signed in"),
        ("browser", "as it calls itself, for its owner to recognise"),
    ):
        unknown = sa.Column(name, sa.Text(), comment=comment, nullable=False, server_default="")
        op.add_column("web_session", unknown)
        op.alter_column("web_session", name, server_default=None)
    op.create_index(op.f("ix_web_session_person_id"), "web_session", ["person_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_web_session_person_id"), table_name="web_session")
    for name in ("browser", "way", "seen_at"):
        op.drop_column("web_session", name)
