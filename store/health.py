"""What `sopwith doctor` reads: settings of the server, cases, effects and workers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from store.tables.cycles import CaseRow, ClockRow
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
class Paused:
    """Cases that have not ended, by what they run on."""

    kind: str
    graph_version: str
    count: int
    ids: tuple[str, ...]


def server(session: Session) -> Server:
    shown = {name: session.scalar(text(f"show {name}")) for name in DURABLE}
    return Server(
        version=str(session.scalar(text("show server_version"))),
        version_number=int(str(session.scalar(text("show server_version_num")))),
        not_durable=tuple(name for name, value in shown.items() if value == "off"),
    )


def paused_cases(session: Session) -> list[Paused]:
    ids = func.array_agg(CaseRow.id)
    rows = session.execute(
        select(CaseRow.kind, CaseRow.graph_version, func.count(), ids)
        .where(CaseRow.state.in_(("running", "waiting")))
        .group_by(CaseRow.kind, CaseRow.graph_version)
        .order_by(CaseRow.kind, CaseRow.graph_version)
    )
    return [
        Paused(kind=row[0], graph_version=row[1], count=row[2], ids=_few(row[3])) for row in rows
    ]


def failed_cases(session: Session) -> dict[str, str]:
    """Id to what went wrong."""
    rows = session.execute(
        select(CaseRow.id, CaseRow.problem).where(CaseRow.state == "failed").order_by(CaseRow.id)
    )
    return {row.id: row.problem or "no reason kept" for row in rows}


def failed_jobs(session: Session) -> dict[str, int]:
    """Task to how many of its jobs were given up."""
    rows = session.execute(
        text(
            "select task_name, count(*) from procrastinate_jobs"
            " where status = 'failed' group by task_name order by task_name"
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


def _few(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(ids)[:LISTED_AT_MOST])
