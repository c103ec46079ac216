"""An action is handed over by the receiver's yes, and split into parts; its letter opens a page."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("action_offer", "action_link")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _offers()
    op.add_column("action", sa.Column("part_of", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_action_part_of_action"), "action", "action", ["part_of"], ["id"])
    op.create_index(op.f("ix_action_part_of"), "action", ["part_of"])
    _links()
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("action", "part_of")


def _offers() -> None:
    op.create_table(
        "action_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("action_offer", "company_id", "company"),
        _to("action_offer", "action_id", "action"),
        _to("action_offer", "giver_id", "person"),
        _to("action_offer", "receiver_id", "person"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_offer")),
        sa.CheckConstraint(
            "state in ('asked','taken','refused','silent','withdrawn')",
            name=op.f("ck_action_offer_state"),
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (answered_at is null)", name=op.f("ck_action_offer_answered")
        ),
        sa.CheckConstraint("giver_id <> receiver_id", name=op.f("ck_action_offer_two_people")),
    )
    for column in ("company_id", "action_id"):
        op.create_index(op.f(f"ix_action_offer_{column}"), "action_offer", [column])
    op.create_index(
        "uq_action_offer_open",
        "action_offer",
        ["action_id"],
        unique=True,
        postgresql_where=sa.text("state = 'asked'"),
    )


def _links() -> None:
    op.create_table(
        "action_link",
        sa.Column("token_sha256", sa.Text(), nullable=False),
        _to("action_link", "company_id", "company"),
        _to("action_link", "action_id", "action"),
        _to("action_link", "person_id", "person"),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_action_link")),
    )
    for column in ("company_id", "action_id"):
        op.create_index(op.f(f"ix_action_link_{column}"), "action_link", [column])


def _to(table: str, column: str, other: str) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{other}.id", name=name), nullable=False)
