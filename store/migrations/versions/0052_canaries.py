"""An approved playbook is first lived by one region or a share of cases, and by no others."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TABLES = ("playbook_canary", "playbook_canary_step")

APPROVED = """
    create function playbook_is_approved(of_company int, wanted text, by_request uuid)
    returns boolean language sql stable as $$
      select exists (
        select from request r join playbook_draft d on r.case_id = 'playbook:' || d.id
        where r.id = by_request and r.company_id = of_company
          and d.company_id = of_company and d.playbook = wanted
          and r.gate = 'playbook_change' and r.outcome = 'approved'
          and not exists (select from decision x where x.request_id = r.id
                          and x.ended_at is null and x.person_id = d.author_id)
      )
    $$
"""
STEP = """
    create function playbook_canary_is_due() returns trigger language plpgsql as $$
    declare
      canary playbook_canary;
      active text;
    begin
      select * into strict canary from playbook_canary
        where id = new.canary_id and company_id = new.company_id;
      select playbook into active from playbook_activation
        where company_id = new.company_id order by id desc limit 1;
      if new.step = 'started' then
        if not playbook_is_approved(new.company_id, canary.playbook, new.request_id) then
          raise exception 'nobody but its author approved this playbook';
        end if;
        if active is not null and active <> canary.before then
          raise exception 'another playbook is active than this one was compared with';
        end if;
        if exists (select from playbook_canary_open where company_id = new.company_id) then
          raise exception 'another canary lives';
        end if;
      elsif not exists (select from playbook_canary_open where id = new.canary_id) then
        raise exception 'this canary does not live';
      end if;
      return new;
    end $$
"""
OPEN = """
    create view playbook_canary_open with (security_invoker = true) as
      select c.* from playbook_canary c
      where exists (select from playbook_canary_step s
                    where s.canary_id = c.id and s.step = 'started')
        and not exists (select from playbook_canary_step s
                        where s.canary_id = c.id and s.step <> 'started')
"""
CASES = """
    create function playbook_of_new_case() returns trigger language plpgsql as $$
    declare cycles text;
    begin
      select playbook into cycles from cycle where id = new.cycle_id;
      if new.playbook <> cycles
      and not (new.kind in ('input_request', 'follow_up') and exists (
        select from playbook_canary_open
        where company_id = new.company_id and playbook = new.playbook))
      and not (new.kind = 'playbook_change' and (
        exists (select from playbook_shipped where playbook = new.playbook)
        or exists (select from playbook_activation
                   where company_id = new.company_id and playbook = new.playbook)))
      then
        raise exception 'a case begins with the playbook of its cycle, or of a canary';
      end if;
      return new;
    end $$
"""


def upgrade() -> None:
    op.create_table(
        "playbook_canary",
        *_owned("playbook_canary"),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False, comment="what was active when it was asked"),
        sa.Column("region", sa.Text()),
        sa.Column("share_pct", sa.Integer()),
        sa.CheckConstraint(
            "(region is null) <> (share_pct is null)", name=op.f("ck_playbook_canary_scope")
        ),
        sa.CheckConstraint("share_pct between 1 and 50", name=op.f("ck_playbook_canary_share")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_playbook_canary_draft_id")),
        _to("playbook_canary", "draft_id", "playbook_draft.id"),
        _to("playbook_canary", "playbook", "playbook.sha256"),
        _to("playbook_canary", "before", "playbook.sha256"),
    )
    op.create_table(
        "playbook_canary_step",
        *_owned("playbook_canary_step"),
        sa.Column("canary_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Uuid()),
        sa.CheckConstraint(
            "step in ('started','ended','activated')", name=op.f("ck_playbook_canary_step_step")
        ),
        sa.CheckConstraint(
            "(step = 'started') = (request_id is not null)",
            name=op.f("ck_playbook_canary_step_approved"),
        ),
        sa.UniqueConstraint(
            "canary_id", "step", name=op.f("uq_playbook_canary_step_canary_id_step")
        ),
        _to("playbook_canary_step", "canary_id", "playbook_canary.id"),
        _to("playbook_canary_step", "by_id", "person.id"),
        _to("playbook_canary_step", "request_id", "request.id"),
    )
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )
        op.execute(
            f"create trigger {table}_stays before update or delete on {table}"
            " for each row execute function playbook_stays()"
        )
    op.execute(OPEN)
    for statement in (APPROVED, STEP, CASES):
        op.execute(statement)
    op.execute(
        "create trigger playbook_canary_is_due before insert on playbook_canary_step"
        " for each row execute function playbook_canary_is_due()"
    )
    op.execute(
        "create trigger work_case_begins_with_its_playbook before insert on work_case"
        " for each row execute function playbook_of_new_case()"
    )


def downgrade() -> None:
    op.execute("drop trigger work_case_begins_with_its_playbook on work_case")
    op.execute("drop trigger playbook_canary_is_due on playbook_canary_step")
    for name in ("playbook_of_new_case", "playbook_canary_is_due", "playbook_is_approved"):
        op.execute(f"drop function {name}")
    op.execute("drop view playbook_canary_open")
    for table in reversed(TABLES):
        op.drop_table(table)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _owned(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        _to(table, "company_id", "company.id"),
    )
