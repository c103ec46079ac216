"""Somebody says when letters come; those that can wait come in one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0048"
down_revision = "0050"
branch_labels = None
depends_on = None

STATES = "'held','sending','sent','unknown','failed','withdrawn'"


def upgrade() -> None:
    for name, comment in (
        ("digest_hour", "of the clock in their zone; none: each letter as it comes"),
        ("quiet_from", "hour of the clock in their zone"),
        ("quiet_until", "hour of the clock in their zone"),
    ):
        op.add_column("person", sa.Column(name, sa.Integer(), nullable=True, comment=comment))
        op.create_check_constraint(op.f(f"ck_person_{name}"), "person", f"{name} between 0 and 23")
    op.add_column(
        "person",
        sa.Column(
            "digest_days",
            JSONB(none_as_null=True),
            nullable=False,
            server_default=sa.text("'[0, 1, 2, 3, 4, 5, 6]'::jsonb"),
            comment="days of the week with a digest, Monday is 0",
        ),
    )
    op.add_column(
        "effect",
        sa.Column(
            "for_digest",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="leaves with others in one letter, not by itself",
        ),
    )
    op.add_column("effect", sa.Column("digest_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_effect_digest_id_effect"), "effect", "effect", ["digest_id"], ["id"]
    )
    op.create_index(
        "ix_effect_for_digest", "effect", ["held_until"], postgresql_where=sa.text("for_digest")
    )
    _states(f"{STATES},'bundled'")


def downgrade() -> None:
    op.execute("update effect set state = 'sent' where state = 'bundled'")
    _states(STATES)
    op.drop_index("ix_effect_for_digest", "effect")
    op.drop_constraint(op.f("fk_effect_digest_id_effect"), "effect")
    op.drop_column("effect", "digest_id")
    op.drop_column("effect", "for_digest")
    op.drop_column("person", "digest_days")
    for name in ("quiet_until", "quiet_from", "digest_hour"):
        op.drop_constraint(op.f(f"ck_person_{name}"), "person")
        op.drop_column("person", name)


def _states(allowed: str) -> None:
    op.drop_constraint(op.f("ck_effect_state"), "effect")
    op.create_check_constraint(op.f("ck_effect_state"), "effect", f"state in ({allowed})")
