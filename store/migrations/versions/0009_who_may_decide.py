"""Why a seat is held, acting for another, limits of authority, and answers that end."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FENCED = ("owner", "authority", "delegation")
MONEY = sa.Numeric(18, 2)
TIME = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
OLD_VERBS = "verb in ('approve','request_changes','reject','dissent')"
VERBS = "verb in ('approve','approve_with_changes','request_changes','reject','dissent')"
OLD_REASON = "verb = 'approve' or reason <> ''"
REASON = "verb in ('approve','approve_with_changes') or reason <> ''"


def upgrade() -> None:
    _people()
    _seats()
    _decisions()
    for table in FENCED:
        op.execute(f"alter table {table} enable row level security")
        op.execute(
            f"create policy own_company on {table} using"
            " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
        )


def downgrade() -> None:
    op.execute("delete from decision where ended_at is not null")
    op.execute("update decision set verb = 'approve' where verb = 'approve_with_changes'")
    _checks(OLD_VERBS, OLD_REASON)
    op.drop_index("uq_decision_standing", "decision")
    op.create_unique_constraint(
        op.f("uq_decision_request_id_seat_id"), "decision", ["request_id", "seat_id"]
    )
    for name in ("ended_with_why", "ended_why"):
        op.drop_constraint(op.f(f"ck_decision_{name}"), "decision")
    added = ("on_behalf_of_id", "delegation_id", "amount_eur", "changes", "ended_at", "ended_why")
    for column in added:
        op.drop_column("decision", column)
    op.drop_column("request", "reopens")
    for column in ("grouping", "position", "why_facts"):
        op.drop_column("seat", column)
    for table in FENCED:
        op.drop_table(table)
    op.drop_column("company", "data_version")


def _people() -> None:
    op.add_column(
        "company",
        sa.Column(
            "data_version",
            sa.Text(),
            nullable=False,
            server_default="",
            comment="SHA-256 of the directory as loaded",
        ),
    )
    op.alter_column("company", "data_version", server_default=None)
    op.create_table(
        "owner",
        _id(),
        _company(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        _person("owner", "person_id", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_owner_company_id_company")
        ),
        sa.UniqueConstraint(
            "company_id", "kind", "code", name=op.f("uq_owner_company_id_kind_code")
        ),
    )
    op.create_table(
        "authority",
        _id(),
        _company(),
        _person("authority", "person_id", nullable=True),
        sa.Column("role", sa.Text()),
        sa.Column("gate", sa.Text(), nullable=False),
        sa.Column("limit_eur", MONEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_authority_company_id_company")
        ),
        sa.CheckConstraint(
            "(person_id is null) <> (role is null)", name=op.f("ck_authority_person_or_role")
        ),
        sa.CheckConstraint("limit_eur >= 0", name=op.f("ck_authority_limit")),
        sa.UniqueConstraint(
            "company_id",
            "person_id",
            "role",
            "gate",
            name=op.f("uq_authority_company_id_person_id_role_gate"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    _delegations()
    for table in FENCED:
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])


def _delegations() -> None:
    op.create_table(
        "delegation",
        _id(),
        _company(),
        sa.Column("kind", sa.Text(), nullable=False),
        _person("delegation", "giver_id", nullable=False),
        _person("delegation", "receiver_id", nullable=False),
        sa.Column("gates", JSON, nullable=False, comment="empty: every gate"),
        sa.Column(
            "request_id",
            sa.Uuid(),
            sa.ForeignKey("request.id", name=op.f("fk_delegation_request_id_request")),
        ),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("limit_eur", MONEY),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_delegation_company_id_company")
        ),
        sa.CheckConstraint(
            "kind in ('delegation','out_of_office')", name=op.f("ck_delegation_kind")
        ),
        sa.CheckConstraint("giver_id <> receiver_id", name=op.f("ck_delegation_two_people")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_delegation_has_time")),
        sa.CheckConstraint("limit_eur >= 0", name=op.f("ck_delegation_limit")),
    )
    for column in ("giver_id", "receiver_id"):
        op.create_index(op.f(f"ix_delegation_{column}"), "delegation", [column])


def _seats() -> None:
    op.add_column(
        "request",
        sa.Column(
            "reopens",
            sa.Uuid(),
            sa.ForeignKey("request.id", name=op.f("fk_request_reopens_request")),
            comment="the decided request this one looks at again",
        ),
    )
    op.add_column("seat", sa.Column("grouping", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "seat",
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            server_default="0",
            comment="the slate's line; the turn, in a sequence",
        ),
    )
    op.add_column(
        "seat",
        sa.Column(
            "why_facts",
            JSON,
            nullable=False,
            server_default="{}",
            comment="rule, data and its version",
        ),
    )
    for column in ("grouping", "position", "why_facts"):
        op.alter_column("seat", column, server_default=None)


def _decisions() -> None:
    op.add_column("decision", _person("decision", "on_behalf_of_id", nullable=True))
    op.add_column(
        "decision",
        sa.Column(
            "delegation_id",
            sa.Integer(),
            sa.ForeignKey("delegation.id", name=op.f("fk_decision_delegation_id_delegation")),
        ),
    )
    op.add_column(
        "decision",
        sa.Column(
            "amount_eur",
            MONEY,
            nullable=False,
            server_default="0",
            comment="what an approval commits",
        ),
    )
    op.alter_column("decision", "amount_eur", server_default=None)
    op.add_column(
        "decision",
        sa.Column("changes", JSON, comment="the changed levers of an approval with changes"),
    )
    op.add_column("decision", sa.Column("ended_at", TIME))
    op.add_column("decision", sa.Column("ended_why", sa.Text()))
    op.drop_constraint(op.f("uq_decision_request_id_seat_id"), "decision")
    op.create_index(
        "uq_decision_standing",
        "decision",
        ["request_id", "seat_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_check_constraint(
        op.f("ck_decision_ended_with_why"),
        "decision",
        "(ended_at is null) = (ended_why is null)",
    )
    op.create_check_constraint(
        op.f("ck_decision_ended_why"),
        "decision",
        "ended_why in ('withdrawn','facts_moved','suspended')",
    )
    _checks(VERBS, REASON)


def _checks(verbs: str, reason: str) -> None:
    for name, rule in (("verb", verbs), ("reason_given", reason)):
        op.drop_constraint(op.f(f"ck_decision_{name}"), "decision")
        op.create_check_constraint(op.f(f"ck_decision_{name}"), "decision", rule)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), autoincrement=True, nullable=False)


def _company() -> sa.Column[int]:
    return sa.Column("company_id", sa.Integer(), nullable=False)


def _person(table: str, column: str, *, nullable: bool) -> sa.Column[int]:
    key = sa.ForeignKey("person.id", name=op.f(f"fk_{table}_{column}_person"))
    return sa.Column(column, sa.Integer(), key, nullable=nullable)
