"""A request keeps its gate's policy; a company's playbooks are drafted and become active."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

FENCED = ("playbook_draft", "playbook_activation")
KEPT = """
    create function playbook_stays() returns trigger language plpgsql as $$
    begin raise exception 'what a playbook was, and when it was active, stays'; end $$
"""


def upgrade() -> None:
    op.add_column(
        "request",
        sa.Column(
            "policy",
            postgresql.JSONB(none_as_null=True),
            comment="the gate's policy when it opened; null before policies could be tuned",
        ),
    )
    op.create_table(
        "playbook_draft",
        *_owned("playbook_draft"),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "company_id", "playbook", name=op.f("uq_playbook_draft_company_id_playbook")
        ),
        sa.ForeignKeyConstraint(
            ["playbook"], ["playbook.sha256"], name=op.f("fk_playbook_draft_playbook")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_playbook_draft_author_id")
        ),
    )
    op.create_table(
        "playbook_activation",
        *_owned("playbook_activation"),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False, comment="what was active until then"),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "grounds in ('tightens','rolls_back')", name=op.f("ck_playbook_activation_grounds")
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], ["playbook.sha256"], name=op.f(f"fk_playbook_activation_{name}")
            )
            for name in ("playbook", "before")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_playbook_activation_by_id")
        ),
    )
    op.execute(KEPT)
    for table in FENCED:
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )
    for table in ("playbook", *FENCED):
        op.execute(
            f"create trigger {table}_stays before update or delete on {table}"
            " for each row execute function playbook_stays()"
        )


def downgrade() -> None:
    op.execute("drop trigger playbook_stays on playbook")
    for table in reversed(FENCED):
        op.drop_table(table)
    op.execute("drop function playbook_stays")
    op.drop_column("request", "policy")


def _owned(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f(f"fk_{table}_company_id")
        ),
    )
