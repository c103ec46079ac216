"""An action knows since when its day holds; the database knows what tightens a chase by slack."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0045"
branch_labels = None
depends_on = None

KNOWN = "if top = 'tolerances' then"
RISK = """if top = 'risk' then
        return case when last = 'sooner_hours' then after >= before else after <= before end;
      end if;
      """


def upgrade() -> None:
    op.add_column(
        "action",
        sa.Column(
            "timed_from",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when its day was set; null before it is asked for",
        ),
    )
    _rewrite(KNOWN, RISK + KNOWN)


def downgrade() -> None:
    _rewrite(RISK + KNOWN, KNOWN)
    op.drop_column("action", "timed_from")


def _rewrite(was: str, now: str) -> None:
    connection = op.get_bind()
    definition = connection.exec_driver_sql(
        "select pg_get_functiondef('playbook_tightened'::regproc)"
    ).scalar_one()
    assert was in definition
    connection.exec_driver_sql(definition.replace(was, now))
