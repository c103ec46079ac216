"""How sheets are to be read, as a person said; links that open an input's page; late versions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ("confirmed_layout", "input_link")
STATES = ("received", "sent_back", "accepted", "superseded", "unread")
KINDS = ("data", "evidence", "asked")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _layouts()
    _links()
    _allow("submission", "state", (*STATES, "late"))
    _allow("change", "kind", (*KINDS, "late"))
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    op.execute("update submission set state = 'superseded' where state = 'late'")
    op.execute("update change set kind = 'evidence' where kind = 'late'")
    _allow("change", "kind", KINDS)
    _allow("submission", "state", STATES)
    for table in TABLES:
        op.drop_table(table)


def _allow(table: str, column: str, values: tuple[str, ...]) -> None:
    """No value of ours needs quoting."""
    name = op.f(f"ck_{table}_{column}")
    op.drop_constraint(name, table)
    listed = ",".join(f"'{value}'" for value in values)
    op.create_check_constraint(name, table, f"{column} in ({listed})")


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


def _links() -> None:
    op.create_table(
        "input_link",
        sa.Column("token_sha256", sa.Text(), nullable=False),
        _to("input_link", "company_id", "company"),
        _to("input_link", "input_request_id", "input_request"),
        _to("input_link", "person_id", "person"),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_input_link")),
    )
    for column in ("company_id", "input_request_id"):
        op.create_index(op.f(f"ix_input_link_{column}"), "input_link", [column])


def _to(table: str, column: str, other: str) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{other}.id", name=name), nullable=False)
