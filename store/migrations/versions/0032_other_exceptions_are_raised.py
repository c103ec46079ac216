"""A line behind its schedule, a late supplier and missing stock are raised, as drift is."""

from alembic import op

revision = "0032"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _kinds("'data','evidence','asked','late','drift','exception'")


def downgrade() -> None:
    op.execute("delete from change where kind = 'exception'")
    _kinds("'data','evidence','asked','late','drift'")


def _kinds(allowed: str) -> None:
    op.drop_constraint(op.f("ck_change_kind"), "change")
    op.create_check_constraint(op.f("ck_change_kind"), "change", f"kind in ({allowed})")
