"""The database itself says whether a playbook only tightens, and what a cycle may begin with."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0046"
branch_labels = None
depends_on = None

LEAVES = """
    create function playbook_leaves(content jsonb) returns table (path text[], value jsonb)
    language sql immutable as $$
      with recursive parts(path, value) as (
        select array[key], part from jsonb_each(content) as one(key, part)
        union all
        select parts.path || key, part from parts, jsonb_each(
          case when jsonb_typeof(parts.value) = 'object' then parts.value else '{}' end
        ) as one(key, part)
      )
      select path, value from parts
      where jsonb_typeof(value) <> 'object' and value not in ('null'::jsonb, '[]'::jsonb)
    $$
"""
"""Every setting that says something. A list is one setting; nothing said is none."""

LOOSENS = """
    create function playbook_loosens(was jsonb, now jsonb) returns setof text
    language sql immutable as $$
      select array_to_string(coalesce(a.path, b.path), '.')
      from playbook_leaves(was) a full join playbook_leaves(now) b on a.path = b.path
      where a.value is distinct from b.value
        and not coalesce(playbook_tightened(coalesce(a.path, b.path), a.value, b.value, was, now),
                         false)
      order by 1
    $$
"""

TIGHTENED = """
    create function playbook_tightened(
      path text[], was jsonb, now jsonb, whole_was jsonb, whole_now jsonb
    ) returns boolean language plpgsql immutable as $$
    declare
      top text := path[1];
      last text := path[array_length(path, 1)];
      before numeric := case when was #>> '{}' ~ '^-?[0-9]+(\\.[0-9]+)?$'
                             then (was #>> '{}')::numeric end;
      after numeric := case when now #>> '{}' ~ '^-?[0-9]+(\\.[0-9]+)?$'
                            then (now #>> '{}')::numeric end;
      gate_was jsonb := whole_was #> path[1:2];
      gate_now jsonb := whole_now #> path[1:2];
      grave text[] := array['note', 'warning', 'blocking'];
      tiers text[] := array['low', 'medium', 'high'];
    begin
      if top in ('follow_up_weeks', 'frozen_weeks') then return after >= before; end if;
      if top = 'drift_pct' then return after <= before; end if;
      if top in ('inputs', 'actions') then
        return case last when 'reminders_max' then after >= before
                         when 'grace_hours' then after <= before else false end;
      end if;
      if top = 'tolerances' then return coalesce(after, 0) <= coalesce(before, 0); end if;
      if top = 'checks' then
        if was is null then return now #>> '{}' = 'blocking'; end if;
        if now is null then return was #>> '{}' = 'note'; end if;
        return array_position(grave, now #>> '{}') >= array_position(grave, was #>> '{}');
      end if;
      if top = 'recipes' and last = 'sooner_days' then
        return coalesce(after, 0) >= coalesce(before, 0);
      end if;
      if top <> 'gates' or gate_was is null or gate_now is null then return false; end if;
      if path[3] in ('slate', 'rule') then
        return gate_now ->> 'rule' = 'all' and gate_was ->> 'rule' <> 'everyone_answers'
          and (gate_now -> 'slate') @> (gate_was -> 'slate');
      end if;
      return case
        when path[3] = 'needed' then after >= before
          and gate_was ->> 'rule' = 'n_of_m' and gate_now ->> 'rule' = 'n_of_m'
          and gate_was -> 'slate' = gate_now -> 'slate'
        when path[3] = 'tier' then
          array_position(tiers, now #>> '{}') >= array_position(tiers, was #>> '{}')
        when path[3] = 'due_hours' then after <= before
        when path[3] = 'undo_minutes' then after >= before
        when path[3] = 'remind_before_hours' then
          jsonb_array_length(now) > jsonb_array_length(coalesce(was, '[]'))
        when path[3] = 'expires' and last = 'after_hours' then after <= before
        when path[3] = 'then' then playbook_asked_sooner(coalesce(was, '[]'), now)
        else false end;
    end $$
"""

ASKED = """
    create function playbook_asked_sooner(was jsonb, now jsonb) returns boolean
    language sql immutable as $$
      select now is not null and jsonb_array_length(now) >= jsonb_array_length(was) and not exists (
        select from jsonb_array_elements(was) with ordinality a(rung, n)
        join jsonb_array_elements(now) with ordinality b(rung, n) using (n)
        where a.rung ->> 'to' is distinct from b.rung ->> 'to'
          or (b.rung ->> 'after_hours')::int > (a.rung ->> 'after_hours')::int
      )
    $$
"""

BEGINS = """
    create function playbook_of_new_cycle() returns trigger language plpgsql as $$
    declare last text;
    begin
      select playbook into last from playbook_activation
        where company_id = new.company_id order by id desc limit 1;
      if last is null and not exists (select from playbook_shipped where playbook = new.playbook)
      or last is not null and last <> new.playbook then
        raise exception 'a cycle begins with the playbook that is active';
      end if;
      return new;
    end $$
"""

KEEPS = """
    create function playbook_is_kept() returns trigger language plpgsql as $$
    begin
      raise exception 'a case runs to its end on the playbook it began with';
    end $$
"""

GUARD = """
    create or replace function playbook_activation_is_due() returns trigger language plpgsql as $$
    declare
      last playbook_activation;
      loose text;
    begin
      select * into last from playbook_activation
        where company_id = new.company_id order by id desc limit 1;
      if last.id is not null and last.playbook <> new.before then
        raise exception 'another playbook is active than this one would replace';
      end if;
      {first}
      if new.grounds = 'rolls_back' and (last.id is null or last.before <> new.playbook) then
        raise exception 'only what was active before can be gone back to';
      end if;
      {tightens}
      if new.grounds = 'approved' and not exists (
        select from request r join playbook_draft d on r.case_id = 'playbook:' || d.id
        where r.id = new.request_id and r.company_id = new.company_id
          and d.company_id = new.company_id and d.playbook = new.playbook
          and r.gate = 'playbook_change' and r.outcome = 'approved'
          and not exists (select from decision x where x.request_id = r.id
                          and x.ended_at is null and x.person_id = d.author_id)
      ) then
        raise exception 'nobody but its author approved this playbook';
      end if;
      return new;
    end $$
"""
FIRST = """
      if last.id is null
      and not exists (select from playbook_shipped where playbook = new.before) then
        raise exception 'what would be replaced was never active';
      end if;
"""
TIGHTENS = """
      if new.grounds = 'tightens' then
        select string_agg(said, ', ') into loose from playbook_loosens(
          (select content from playbook where sha256 = new.before),
          (select content from playbook where sha256 = new.playbook)
        ) as said;
        if loose is not null then
          raise exception 'it does more than tighten: %', loose;
        end if;
      end if;
"""


def upgrade() -> None:
    op.create_table(
        "playbook_shipped",
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("playbook", name=op.f("pk_playbook_shipped")),
        sa.ForeignKeyConstraint(
            ["playbook"], ["playbook.sha256"], name=op.f("fk_playbook_shipped_playbook")
        ),
    )
    op.execute("revoke insert, update, delete on playbook_shipped from sopwith_app")
    op.execute("insert into playbook_shipped select distinct before from playbook_activation a"
               " where not exists (select from playbook_activation b"
               " where b.company_id = a.company_id and b.id < a.id)")  # fmt: skip
    op.execute("insert into playbook_shipped select distinct playbook from cycle c where not exists"
               " (select from playbook_activation a where a.company_id = c.company_id)"
               " on conflict do nothing")  # fmt: skip
    for statement in (LEAVES, ASKED, TIGHTENED, LOOSENS, BEGINS, KEEPS):
        op.execute(sa.text(statement.replace(":=", r"\:=").replace("::", r"\:\:")))
    _guard(FIRST, TIGHTENS)
    op.execute(
        "create trigger cycle_begins_with_what_is_active before insert on cycle"
        " for each row execute function playbook_of_new_cycle()"
    )
    for table in ("cycle", "work_case"):
        op.execute(
            f"create trigger {table}_keeps_its_playbook before update of playbook on {table}"
            " for each row when (old.playbook is distinct from new.playbook)"
            " execute function playbook_is_kept()"
        )


def downgrade() -> None:
    for table in ("cycle", "work_case"):
        op.execute(f"drop trigger {table}_keeps_its_playbook on {table}")
    op.execute("drop trigger cycle_begins_with_what_is_active on cycle")
    _guard("", "")
    for name in (
        "playbook_is_kept",
        "playbook_of_new_cycle",
        "playbook_loosens",
        "playbook_tightened",
        "playbook_asked_sooner",
        "playbook_leaves",
    ):
        op.execute(f"drop function {name}")
    op.drop_table("playbook_shipped")


def _guard(first: str, tightens: str) -> None:
    statement = GUARD.format(first=first, tightens=tightens)
    op.execute(sa.text(statement.replace(":=", r"\:=")))
