"""What a model was asked and said, kept with the case it was asked for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0049"
down_revision = "0047"
branch_labels = None
depends_on = None

TABLE = "language_call"
STAYS = """
    create function language_call_stays() returns trigger language plpgsql as $$
    begin raise exception 'what a model was asked, and said, stays'; end $$
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="SHA-256 of the question"),
        sa.Column("question", JSONB(none_as_null=True), nullable=False),
        sa.Column(
            "heard",
            JSONB(none_as_null=True),
            nullable=False,
            comment="the answer, tokens and seconds",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f(f"fk_{TABLE}_company_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["work_case.id"], name=op.f(f"fk_{TABLE}_case_id")),
    )
    op.create_index(op.f(f"ix_{TABLE}_company_id"), TABLE, ["company_id"])
    op.create_index(op.f(f"ix_{TABLE}_case_id"), TABLE, ["case_id"])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(
        f"create policy own_company on {TABLE} using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    op.execute(STAYS)
    op.execute(
        f"create trigger {TABLE}_stays before update or delete on {TABLE}"
        " for each row execute function language_call_stays()"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
    op.execute("drop function language_call_stays")
