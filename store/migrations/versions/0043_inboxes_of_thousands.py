"""Lists of what waits are found by index, however long the past and however much is open."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043"
down_revision = "0031"
branch_labels = None
depends_on = None

OPEN, CLOSED = "closed_at is null", "closed_at is not null"
WHO = """
    update request r set took_part = coalesce(
        (select array_agg(distinct named.who order by named.who)
         from brief b
         cross join lateral (select convert_from(b.content, 'utf8')::jsonb as said) read
         cross join lateral (
             select jsonb_array_elements_text(coalesce(said -> 'authors', '[]')) as who
             union select jsonb_array_elements_text(coalesce(said -> 'submitters', '[]'))
             union select jsonb_array_elements_text(coalesce(said -> 'recommenders', '[]'))
         ) named
         where b.request_id = r.id and b.sha256 = r.brief_sha256),
        '{}')
"""


def upgrade() -> None:
    op.add_column(
        "request",
        sa.Column(
            "took_part",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="keys of everybody that brief names as having a part in it",
        ),
    )
    op.execute(WHO)
    op.alter_column("request", "took_part", nullable=False)
    op.create_index(
        "ix_request_open", "request", ["company_id", "due_at"], postgresql_where=sa.text(OPEN)
    )
    op.create_index(
        "ix_request_closed",
        "request",
        ["company_id", "closed_at"],
        postgresql_where=sa.text(CLOSED),
    )
    op.create_index(
        "ix_request_took_part",
        "request",
        ["took_part"],
        postgresql_using="gin",
        postgresql_where=sa.text(OPEN),
    )
    op.create_index(op.f("ix_decision_seat_id"), "decision", ["seat_id"])
    op.create_index(op.f("ix_decision_person_id"), "decision", ["person_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_decision_person_id"), "decision")
    op.drop_index(op.f("ix_decision_seat_id"), "decision")
    for name in ("took_part", "closed", "open"):
        op.drop_index(f"ix_request_{name}", "request")
    op.drop_column("request", "took_part")
