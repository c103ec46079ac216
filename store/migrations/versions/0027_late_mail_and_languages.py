"""Mail that comes after the freeze is a case; people are written to in their language."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0024"
branch_labels = None
depends_on = None

KINDS = "kind in ('cycle','input_request','follow_up','change')"
MORE_KINDS = "kind in ('cycle','input_request','follow_up','change','late_input')"


def upgrade() -> None:
    _allow(MORE_KINDS)
    op.add_column(
        "person",
        sa.Column(
            "language",
            sa.Text(),
            nullable=False,
            server_default="en",
            comment="in which letters and the page of an input speak: en, de, es or fr",
        ),
    )


def downgrade() -> None:
    op.drop_column("person", "language")
    op.execute("update work_case set kind = 'change' where kind = 'late_input'")
    _allow(KINDS)


def _allow(kinds: str) -> None:
    op.drop_constraint(op.f("ck_work_case_kind"), "work_case")
    op.create_check_constraint(op.f("ck_work_case_kind"), "work_case", kinds)
