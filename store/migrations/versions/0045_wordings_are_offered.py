"""What a model offers as wording is kept until a person takes or leaves it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

TABLE = "wording"
TIME = sa.DateTime(timezone=True)
TEXTS = {
    "kind": None,
    "language": None,
    "tone": None,
    "template_sha256": None,
    "template": None,
    "text": None,
    "to_name": "whose letter it was offered for",
    "model": None,
    "prompt_sha256": None,
    "state": "offered, taken or left; a person can turn it",
}
KEY = ("company_id", "kind", "language", "tone", "template_sha256")
CHECKS = {
    "state": "state in ('offered','taken','left')",
    "settled": "(state = 'offered') = (settled_by is null)",
    "settled_at": "(settled_by is null) = (settled_at is null)",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        _to("company_id", "company"),
        *(sa.Column(name, sa.Text(), nullable=False, comment=told) for name, told in TEXTS.items()),
        sa.Column(
            "facts",
            postgresql.JSONB(none_as_null=True),
            nullable=False,
            comment="what stands in its slots there",
        ),
        sa.Column("offered_at", TIME, nullable=False),
        _to("settled_by", "person", nullable=True),
        sa.Column("settled_at", TIME),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(*KEY, name=op.f(f"uq_{TABLE}_{'_'.join(KEY)}")),
        *(
            sa.CheckConstraint(holds, name=op.f(f"ck_{TABLE}_{name}"))
            for name, holds in CHECKS.items()
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_company_id"), TABLE, ["company_id"])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(
        f"create policy own_company on {TABLE} using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table(TABLE)


def _to(column: str, other: str, *, nullable: bool = False) -> sa.Column[int]:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.Column(
        column, sa.Integer(), sa.ForeignKey(f"{other}.id", name=name), nullable=nullable
    )
