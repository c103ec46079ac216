"""Weekly actuals, what a cycle's decision came to on them, and changes they raise."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COMPANY = "(company_id = nullif(current_setting('sopwith.company', true), '')::int)"


def upgrade() -> None:
    _files()
    _quantities()
    _scores()
    _kinds("'data','evidence','asked','late','drift'")


def _numbered(name: str, *columns: SchemaItem) -> None:
    """A table of a company, fenced like every other."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f(f"fk_{name}_company_id")),
    )
    op.create_index(op.f(f"ix_{name}_company_id"), name, ["company_id"])
    op.execute(f"alter table {name} enable row level security")
    op.execute(f"create policy own_company on {name} using {COMPANY}")


def _files() -> None:
    _numbered(
        "actuals_file",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("company_id", "sha256", name=op.f("uq_actuals_file_company_id_sha256")),
    )


def _quantities() -> None:
    _numbered(
        "actual",
        sa.Column("actuals_file_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False, comment="its Monday"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actuals_file_id"], ["actuals_file.id"], name=op.f("fk_actual_actuals_file_id")
        ),
        sa.UniqueConstraint(
            "actuals_file_id",
            "week",
            "kind",
            "code",
            name=op.f("uq_actual_actuals_file_id_week_kind_code"),
        ),
        sa.CheckConstraint(
            "kind in ('made','received','asked','shipped','stock')", name=op.f("ck_actual_kind")
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_actual_quantity")),
    )
    op.create_index(op.f("ix_actual_week"), "actual", ["week"])


def _scores() -> None:
    _numbered(
        "cycle_score",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("content", JSONB(none_as_null=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_score_cycle_id")),
        sa.UniqueConstraint("cycle_id", name=op.f("uq_cycle_score_cycle_id")),
    )


def _kinds(kinds: str) -> None:
    op.drop_constraint(op.f("ck_change_kind"), "change")
    op.create_check_constraint(op.f("ck_change_kind"), "change", f"kind in ({kinds})")


def downgrade() -> None:
    op.execute("delete from change where kind = 'drift'")
    _kinds("'data','evidence','asked','late'")
    for name in ("cycle_score", "actual", "actuals_file"):
        op.drop_table(name)
