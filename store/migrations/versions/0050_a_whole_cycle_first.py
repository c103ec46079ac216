"""A canary can be the whole next cycle; what a node's words cost is counted."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

SCOPE = op.f("ck_playbook_canary_scope")
OPEN = """
    create or replace view playbook_canary_open with (security_invoker = true) as
      select c.* from playbook_canary c
      where exists (select from playbook_canary_step s
                    where s.canary_id = c.id and s.step = 'started')
        and not exists (select from playbook_canary_step s
                        where s.canary_id = c.id and s.step <> 'started')
"""
BEGINS = """
    create or replace function playbook_of_new_cycle() returns trigger language plpgsql as $$
    declare last text;
    begin
      select playbook into last from playbook_activation
        where company_id = new.company_id order by id desc limit 1;
      if (last is null and not exists (select from playbook_shipped where playbook = new.playbook)
          or last is not null and last <> new.playbook) {unless} then
        raise exception 'a cycle begins with the playbook that is active';
      end if;
      return new;
    end $$
"""
CANARY = """
      and not exists (
        select from playbook_canary_open c
        join playbook_canary_step s on s.canary_id = c.id and s.step = 'started'
        where c.company_id = new.company_id and c.playbook = new.playbook and c.whole_cycle
          and not exists (select from cycle y where y.company_id = new.company_id
                          and y.playbook = c.playbook and y.opened_at >= s.at))
"""


def upgrade() -> None:
    op.add_column(
        "playbook_canary",
        sa.Column("whole_cycle", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _scope("num_nonnulls(region, share_pct, nullif(whole_cycle, false)) = 1")
    op.execute(OPEN)
    op.execute(BEGINS.format(unless=CANARY))
    op.add_column(
        "node_work",
        sa.Column(
            "tokens",
            sa.BigInteger(),
            nullable=False,
            server_default="0",
            comment="of a model's answers",
        ),
    )
    op.add_column(
        "node_work",
        sa.Column(
            "cost_eur",
            sa.Numeric(18, 6),
            nullable=False,
            server_default="0",
            comment="of those whose price is stated",
        ),
    )


def downgrade() -> None:
    """A canary of a whole cycle is more than the tables before could say: it goes."""
    op.drop_column("node_work", "cost_eur")
    op.drop_column("node_work", "tokens")
    op.execute(BEGINS.format(unless=""))
    for table, of in (("playbook_canary_step", "canary_id"), ("playbook_canary", "id")):
        op.execute(f"alter table {table} disable trigger {table}_stays")
        op.execute(
            f"delete from {table} where {of} in"  # noqa: S608 our own names
            " (select id from playbook_canary where whole_cycle)"
        )
        op.execute(f"alter table {table} enable trigger {table}_stays")
    op.execute("drop view playbook_canary_open")
    _scope("(region is null) <> (share_pct is null)")
    op.drop_column("playbook_canary", "whole_cycle")
    op.execute(OPEN)


def _scope(holds: str) -> None:
    op.drop_constraint(SCOPE, "playbook_canary")
    op.create_check_constraint(SCOPE, "playbook_canary", holds)
