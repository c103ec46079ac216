"""Promises of a cycle that can't all be kept, and how far what is computed is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0046"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_contradiction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", JSONB(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_contradiction")),
        sa.UniqueConstraint(
            "cycle_id", "position", name=op.f("uq_plan_contradiction_cycle_id_position")
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_plan_contradiction_{name}_id_{name}")
            )
            for name in ("company", "cycle")
        ),
    )
    op.create_index(op.f("ix_plan_contradiction_company_id"), "plan_contradiction", ["company_id"])
    op.execute("alter table plan_contradiction enable row level security")
    op.execute(
        "create policy own_company on plan_contradiction using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    _in_hand()


def _in_hand() -> None:
    op.create_table(
        "in_hand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("0 <= done and done <= out_of", name=op.f("ck_in_hand_done")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_in_hand")),
        sa.UniqueConstraint("case_id", name=op.f("uq_in_hand_case_id")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_in_hand_company_id_company")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["work_case.id"], name=op.f("fk_in_hand_case_id_work_case")
        ),
    )
    op.create_index(op.f("ix_in_hand_company_id"), "in_hand", ["company_id"])
    op.execute("alter table in_hand enable row level security")
    op.execute(
        "create policy own_company on in_hand using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    op.execute(
        """
        create function in_hand_rings() returns trigger language plpgsql as $$
        declare whose int := coalesce(new.company_id, old.company_id);
        begin
          perform pg_notify('sopwith_news', whose || ' ' ||
            coalesce((select seq from ledger_head where company_id = whose), 0));
          return null;
        end $$
        """
    )
    op.execute(
        "create trigger in_hand_rings after insert or update or delete on in_hand"
        " for each row execute function in_hand_rings()"
    )


def downgrade() -> None:
    op.drop_table("in_hand")
    op.execute("drop function in_hand_rings")
    op.drop_table("plan_contradiction")
