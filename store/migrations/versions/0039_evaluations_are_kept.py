"""Evaluations are kept: which playbook against which, on what, and what came of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

STAYS = """
    create function eval_run_stays() returns trigger language plpgsql as $$
    begin
      if old.state <> 'asked' then
        raise exception 'what an evaluation came to stays';
      end if;
      return new;
    end $$
"""
CORPUS = "the company's recorded cycles, invented companies, or given files"


def upgrade() -> None:
    op.create_table(
        "eval_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("corpus", sa.Text(), nullable=False, comment=CORPUS),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("problem", sa.Text()),
        sa.Column("sha256", sa.Text(), comment="of results.json"),
        sa.Column("results", postgresql.JSONB(none_as_null=True)),
        sa.Column(
            "cycles",
            postgresql.JSONB(none_as_null=True),
            comment="what each cycle came to on both",
        ),
        sa.Column(
            "briefs",
            postgresql.JSONB(none_as_null=True),
            comment="what people saw whose answers are gone, by digest",
        ),
        sa.Column("report", sa.Text(), comment="the offline page"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eval_run")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_eval_run_company_id")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["playbook.sha256"], name=op.f(f"fk_eval_run_{name}"))
            for name in ("base", "candidate")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_eval_run_by_id")),
        sa.CheckConstraint("state in ('asked','done','failed')", name=op.f("ck_eval_run_state")),
        sa.CheckConstraint(
            "corpus in ('recorded','invented','files')", name=op.f("ck_eval_run_corpus")
        ),
        sa.CheckConstraint(
            "(state = 'done') = (results is not null)",
            name=op.f("ck_eval_run_done_with_results"),
        ),
    )
    op.create_index(op.f("ix_eval_run_company_id"), "eval_run", ["company_id"])
    op.execute("alter table eval_run enable row level security")
    op.execute(
        "create policy own_company on eval_run using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    op.execute(STAYS)
    op.execute(
        "create trigger eval_run_stays before update or delete on eval_run"
        " for each row execute function eval_run_stays()"
    )


def downgrade() -> None:
    op.drop_table("eval_run")
    op.execute("drop function eval_run_stays")
