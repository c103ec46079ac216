"""A playbook is previewed, and approved at a gate; nothing activates it around that."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KINDS = "kind in ('cycle','input_request','follow_up','change','late_input')"
MORE = "kind in ('cycle','input_request','follow_up','change','late_input','playbook_change')"
GUARD = """
    create function playbook_activation_is_due() returns trigger language plpgsql as $$
    declare last playbook_activation;
    begin
      select * into last from playbook_activation
        where company_id = new.company_id order by id desc limit 1;
      if last.id is not null and last.playbook <> new.before then
        raise exception 'another playbook is active than this one would replace';
      end if;
      if new.grounds = 'rolls_back' and (last.id is null or last.before <> new.playbook) then
        raise exception 'only what was active before can be gone back to';
      end if;
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


def upgrade() -> None:
    _allow("work_case", "kind", MORE)
    op.create_table(
        "playbook_preview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the whole comparison"),
        sa.Column("content", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_preview")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_playbook_preview_company_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], ["playbook.sha256"], name=op.f(f"fk_playbook_preview_{name}")
            )
            for name in ("playbook", "before")
        ),
    )
    op.create_index(op.f("ix_playbook_preview_company_id"), "playbook_preview", ["company_id"])
    op.execute("alter table playbook_preview enable row level security")
    op.execute(
        "create policy own_company on playbook_preview using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    op.execute(
        "create trigger playbook_preview_stays before update or delete on playbook_preview"
        " for each row execute function playbook_stays()"
    )
    op.add_column("playbook_activation", sa.Column("request_id", sa.Uuid()))
    op.create_foreign_key(
        op.f("fk_playbook_activation_request_id"),
        "playbook_activation",
        "request",
        ["request_id"],
        ["id"],
    )
    op.create_unique_constraint(
        op.f("uq_playbook_activation_request_id"), "playbook_activation", ["request_id"]
    )
    _allow("playbook_activation", "grounds", "grounds in ('tightens','rolls_back','approved')")
    op.create_check_constraint(
        op.f("ck_playbook_activation_approved"),
        "playbook_activation",
        "(grounds = 'approved') = (request_id is not null)",
    )
    op.execute(GUARD)
    op.execute(
        "create trigger playbook_activation_is_due before insert on playbook_activation"
        " for each row execute function playbook_activation_is_due()"
    )


def downgrade() -> None:
    op.execute("drop trigger playbook_activation_is_due on playbook_activation")
    op.execute("drop function playbook_activation_is_due")
    op.drop_constraint(op.f("ck_playbook_activation_approved"), "playbook_activation")
    op.execute("alter table playbook_activation disable trigger playbook_activation_stays")
    op.execute("delete from playbook_activation where grounds = 'approved'")
    op.execute("alter table playbook_activation enable trigger playbook_activation_stays")
    _allow("playbook_activation", "grounds", "grounds in ('tightens','rolls_back')")
    op.drop_column("playbook_activation", "request_id")
    op.drop_table("playbook_preview")
    _allow("work_case", "kind", KINDS)


def _allow(table: str, name: str, rule: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, rule)
