"""Actions that were decided elsewhere are imported, each once a person has confirmed it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = ("action_import", "imported_action")
ONCE = "uq_action_import_company_id_sha256"
COMMENT = "the decision that made it; null where it was imported"
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "action_import",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("action_import", "company_id", "company"),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        _to("action_import", "imported_by", "person", nullable=True),
        sa.Column("imported_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_import")),
        sa.UniqueConstraint(
            "company_id", "sha256", name=op.f("uq_action_import_company_id_sha256")
        ),
    )
    op.create_index(op.f("ix_action_import_company_id"), "action_import", ["company_id"])
    _proposals()
    op.alter_column("action", "request_id", nullable=True, comment=COMMENT)
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    """Actions that no gate made can't be kept: nothing of the version before knows them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute(
        "delete from action_offer o using action a"
        " where a.id = o.action_id and a.request_id is null"
    )
    op.execute(
        "delete from action_link o using action a where a.id = o.action_id and a.request_id is null"
    )
    op.execute(
        "delete from action_update o using action a"
        " where a.id = o.action_id and a.request_id is null"
    )
    op.execute("delete from action where request_id is null")
    op.alter_column("action", "request_id", nullable=False, comment=None)


def _proposals() -> None:
    op.create_table(
        "imported_action",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("imported_action", "company_id", "company"),
        _to("imported_action", "import_id", "action_import"),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        _to("imported_action", "owner_id", "person", nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("problems", JSONB(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _to("imported_action", "action_id", "action", nullable=True),
        _to("imported_action", "settled_by", "person", nullable=True),
        sa.Column("settled_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_action")),
        sa.CheckConstraint(
            "state in ('proposed','confirmed','dismissed')", name=op.f("ck_imported_action_state")
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (action_id is not null)",
            name=op.f("ck_imported_action_confirmed"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (settled_by is null)", name=op.f("ck_imported_action_settled")
        ),
    )
    for column in ("company_id", "import_id", "action_id"):
        op.create_index(op.f(f"ix_imported_action_{column}"), "imported_action", [column])


def _to(table: str, column: str, other: str, *, nullable: bool = False) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}_{other}")
    key = sa.ForeignKey(f"{other}.id", name=name)
    return sa.Column(column, sa.Integer(), key, nullable=nullable)
