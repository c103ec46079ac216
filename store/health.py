"""What `sopwith doctor` reads: settings of the server, cases, effects and workers."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from store.tables.clock import ClockRow
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow

LISTED_AT_MOST = 10
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
OWN_TASKS = ("sweep", "hand_over", "read_mail", "sign_heads")
"""Queued every few seconds by whoever works: they wait for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    version: str
    version_number: int
    not_durable: tuple[str, ...]
    """Settings under which a committed decision could be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case that has not ended, and what it began on."""

    id: str
    kind: str
    graph_version: str


def server(session: Session) -> Server:
    shown = {name: session.scalar(text(f"show {name}")) for name in DURABLE}
    return Server(
        version=str(session.scalar(text("show server_version"))),
        version_number=int(str(session.scalar(text("show server_version_num")))),
        not_durable=tuple(name for name, value in shown.items() if value == "off"),
    )


def open_cases(session: Session) -> list[OpenCase]:
    """Read by its first columns only: the database may still be an older version's."""
    rows = session.execute(
        select(CaseRow.id, CaseRow.kind, CaseRow.graph_version)
        .where(CaseRow.state != "done")
        .order_by(CaseRow.kind, CaseRow.graph_version, CaseRow.id)
    )
    return [OpenCase(id=row.id, kind=row.kind, graph_version=row.graph_version) for row in rows]


def failed_jobs(session: Session) -> dict[str, int]:
    """Task to how many of its jobs were given up; what became of a case, its row says."""
    rows = session.execute(
        text(
            "select task_name, count(*) from procrastinate_jobs"
            " where status = 'failed' and task_name <> 'advance'"
            " group by task_name order by task_name"
        )
    )
    return {row[0]: row[1] for row in rows}


def troubled_effects(session: Session) -> list[EffectRow]:
    """Effects that were given up, or of which nobody knows whether they arrived."""
    return list(
        session.scalars(
            select(EffectRow)
            .where(EffectRow.state.in_(("unknown", "failed")))
            .order_by(EffectRow.id)
        )
    )


def workers_alive(session: Session, *, within: timedelta) -> int:
    alive: int = session.scalars(
        text(
            "select count(*) from procrastinate_workers"
            " where last_heartbeat > clock_timestamp() - cast(:within as interval)"
        ),
        {"within": within},
    ).one()
    return alive


def waiting_jobs(session: Session) -> int:
    """Jobs that could run now, but for those that every worker queues for itself."""
    waiting: int = session.scalars(
        text(
            "select count(*) from procrastinate_jobs where status = 'todo'"
            " and task_name <> all(:own) and coalesce(scheduled_at, now()) <= now()"
        ),
        {"own": list(OWN_TASKS)},
    ).one()
    return waiting


def clock_ahead_s(session: Session) -> float:
    return session.scalar(select(ClockRow.ahead_s)) or 0.0
