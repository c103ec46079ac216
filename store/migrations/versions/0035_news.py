"""Whoever writes history rings: an event that is committed is told to who listens."""

from alembic import op

revision = "0035"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        create function ledger_event_rings() returns trigger language plpgsql as $$
        begin
          perform pg_notify('sopwith_news', new.company_id || ' ' || new.seq);
          return null;
        end $$
        """
    )
    op.execute(
        "create trigger ledger_event_rings after insert on ledger_event"
        " for each row execute function ledger_event_rings()"
    )


def downgrade() -> None:
    op.execute("drop trigger ledger_event_rings on ledger_event")
    op.execute("drop function ledger_event_rings")
