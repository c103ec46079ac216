"""The ledger refuses change and removal; every company row is fenced by row-level security."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FENCED = (
    "action", "action_update", "baseline", "brief", "captured_mail", "commitment", "cycle",
    "decision", "effect", "finding", "input_request", "ledger_event", "ledger_head",
    "plan_constraint", "plan_version", "reply_ticket", "request", "scenario", "seat",
    "submission", "submitted_line", "wait", "work_case",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ahead_s", sa.Float(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_clock_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
    )
    op.execute(
        """
        create function ledger_is_append_only() returns trigger language plpgsql as $$
        begin
          raise exception 'the ledger is append-only';
        end $$
        """
    )
    op.execute(
        """
        create trigger append_only before update or delete or truncate on ledger_event
        for each statement execute function ledger_is_append_only()
        """
    )
    op.execute(
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'sopwith_app') then
            create role sopwith_app;
          end if;
        end $$
        """
    )
    op.execute("grant sopwith_app to current_user")
    op.execute("grant usage on schema public to sopwith_app")
    op.execute("grant select, insert, update, delete on all tables in schema public to sopwith_app")
    op.execute("grant usage, select on all sequences in schema public to sopwith_app")
    op.execute(
        "alter default privileges in schema public"
        " grant select, insert, update, delete on tables to sopwith_app"
    )
    op.execute(
        "alter default privileges in schema public grant usage, select on sequences to sopwith_app"
    )
    for table in FENCED:
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    for table in FENCED:
        op.execute(f"drop policy own_company on {table}")
        op.execute(f"alter table {table} disable row level security")
    op.execute("drop trigger append_only on ledger_event")
    op.execute("drop function ledger_is_append_only")
    op.drop_table("office_clock")
