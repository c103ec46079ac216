"""What a person read in a reply our reader left to them: settles the case, and is an example."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reply_example",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("company_id", "company"),
        _to("message_id", "message"),
        _to("person_id", "person"),
        sa.Column("asked", JSONB(), nullable=False, comment="what the reply answers"),
        sa.Column("read", JSONB(), nullable=False, comment="what our reader made of it"),
        sa.Column("expected", JSONB(), nullable=False, comment="what it says, by that person"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_example")),
        sa.UniqueConstraint("message_id", name=op.f("uq_reply_example_message_id")),
    )
    op.create_index(op.f("ix_reply_example_company_id"), "reply_example", ["company_id"])
    op.execute("alter table reply_example enable row level security")
    op.execute(
        "create policy own_company on reply_example using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("reply_example")


def _to(column: str, table: str) -> sa.Column[int]:
    return sa.Column(
        column,
        sa.Integer(),
        sa.ForeignKey(f"{table}.id", name=op.f(f"fk_reply_example_{column}_{table}")),
        nullable=False,
    )
