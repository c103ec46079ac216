"""Premises and conditions that are watched, and changes that may bear on what was decided."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FENCED = ("change", "condition", "premise")
TIME = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
OLD_KINDS = "kind in ('cycle','input_request','follow_up')"
KINDS = "kind in ('cycle','input_request','follow_up','change')"


def upgrade() -> None:
    _kinds(KINDS)
    op.add_column(
        "action", sa.Column("last_evidence", JSON, comment="the last that came, enough or not")
    )
    op.add_column("action", sa.Column("last_evidence_at", TIME))
    op.create_index(op.f("ix_request_reopens"), "request", ["reopens"])
    _conditions()
    _premises()
    _changes()
    for table in FENCED:
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    for table in FENCED:
        op.drop_table(table)
    op.drop_index(op.f("ix_request_reopens"), "request")
    op.drop_column("action", "last_evidence_at")
    op.drop_column("action", "last_evidence")
    _kinds(OLD_KINDS)


def _kinds(rule: str) -> None:
    op.drop_constraint(op.f("ck_work_case_kind"), "work_case")
    op.create_check_constraint(op.f("ck_work_case_kind"), "work_case", rule)


def _conditions() -> None:
    op.create_table(
        "condition",
        *_numbered("condition"),
        _to("condition", "decision_id", "decision", sa.Uuid(), nullable=False),
        _to("condition", "request_id", "request", sa.Uuid(), nullable=False),
        sa.Column("content", JSON, nullable=False, comment="the condition as it was signed"),
        sa.Column("until", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", TIME),
        sa.Column("evidence", JSON, comment="what met it"),
        sa.UniqueConstraint("decision_id", name=op.f("uq_condition_decision_id")),
        sa.CheckConstraint("state in ('watched','met','lapsed')", name=op.f("ck_condition_state")),
        sa.CheckConstraint(
            "(state = 'watched') = (settled_at is null)", name=op.f("ck_condition_settled")
        ),
    )
    op.create_index(op.f("ix_condition_request_id"), "condition", ["request_id"])


def _premises() -> None:
    op.create_table(
        "premise",
        *_numbered("premise"),
        _to("premise", "request_id", "request", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", JSON, nullable=False, comment="the premise as it was signed"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", TIME),
        sa.UniqueConstraint("request_id", "key", name=op.f("uq_premise_request_id_key")),
        sa.CheckConstraint(
            "state in ('stands','broken','superseded')", name=op.f("ck_premise_state")
        ),
        sa.CheckConstraint(
            "(state = 'stands') = (ended_at is null)", name=op.f("ck_premise_ended")
        ),
    )


def _changes() -> None:
    op.create_table(
        "change",
        *_numbered("change"),
        _to("change", "cycle_id", "cycle", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        _to(
            "change",
            "request_id",
            "request",
            sa.Uuid(),
            nullable=True,
            comment="the decided request somebody asks to look at again",
        ),
        _to("change", "asked_by_id", "person", sa.Integer(), nullable=True),
        sa.Column("facts", JSON, nullable=False, comment="what came in, and from where"),
        sa.Column("found", JSON, comment="options solved on the new data"),
        sa.Column("moves", JSON, comment="signed against now"),
        sa.Column("verdict", sa.Text()),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("closed_at", TIME),
        sa.UniqueConstraint("cycle_id", "key", name=op.f("uq_change_cycle_id_key")),
        sa.CheckConstraint("kind in ('data','evidence','asked')", name=op.f("ck_change_kind")),
        sa.CheckConstraint(
            "verdict in ('nothing','noted','redrafted','reopened')",
            name=op.f("ck_change_verdict"),
        ),
    )
    op.create_index(op.f("ix_change_cycle_id"), "change", ["cycle_id"])


def _numbered(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f(f"fk_{table}_company_id_company")
        ),
    ]


def _to(
    table: str,
    column: str,
    other: str,
    kind: sa.types.TypeEngine[Any],
    *,
    nullable: bool,
    comment: str | None = None,
) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_{table}_{column}_{other}"))
    return sa.Column(column, kind, key, nullable=nullable, comment=comment)
