"""How a person said that an owner's sheets of one shape are to be read."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _layouts()
    op.execute("alter table confirmed_layout enable row level security")
    op.execute(
        "create policy own_company on confirmed_layout using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("confirmed_layout")


def _layouts() -> None:
    op.create_table(
        "confirmed_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("confirmed_layout", "company_id", "company"),
        _to("confirmed_layout", "owner_id", "person"),
        sa.Column(
            "shape_id",
            sa.Text(),
            nullable=False,
            comment="digest of the heading row, months aside",
        ),
        sa.Column(
            "reading",
            JSONB(none_as_null=True),
            nullable=False,
            comment="roles of the columns, unit, decimal mark and date order",
        ),
        _to("confirmed_layout", "submission_id", "submission"),
        _to("confirmed_layout", "confirmed_by", "person"),
        sa.Column("confirmed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_layout")),
    )
    for column in ("company_id", "owner_id"):
        op.create_index(op.f(f"ix_confirmed_layout_{column}"), "confirmed_layout", [column])


def _to(table: str, column: str, other: str) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{other}.id", name=name), nullable=False)
