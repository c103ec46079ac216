"""Whether anything is still to be done by itself, and when something next falls due."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.effects import STUCK_AFTER

PERIODIC = ("sweep", "hand_over", "read_mail")


def is_busy(session: Session, *, at: datetime) -> bool:
    """Whether a job is queued or in hand, or an effect may leave now."""
    return bool(
        session.scalar(
            text(
                "select exists (select 1 from procrastinate_jobs where status in ('todo','doing')"
                " and task_name <> all(:periodic))"
                " or exists (select 1 from effect where held_until <= :at"
                " and state in ('held','unknown'))"
                " or exists (select 1 from work_case where seen < rings"
                " and state in ('running','waiting'))"
                " or exists (select 1 from wait where due_at <= :at and fired_at is null"
                " and cancelled_at is null)"
            ),
            {"periodic": list(PERIODIC), "at": at},
        )
    )


def next_due(session: Session, *, after: datetime) -> datetime | None:
    """The next moment at which a timer, a held effect or a deadline falls due."""
    found: datetime | None = session.scalar(
        text(
            "select min(due) from ("
            " select due_at as due from wait where fired_at is null and cancelled_at is null"
            " union all select held_until from effect where state = 'held'"
            " union all select tried_at + make_interval(secs => :stuck) from effect"
            "  where state = 'sending'"
            " union all select c.due_at from chase c join request r on r.id = c.request_id"
            "  where r.closed_at is null and c.done_at is null"
            ") moments where due > :after"
        ),
        {"after": after, "stuck": STUCK_AFTER.total_seconds()},
    )
    return found
