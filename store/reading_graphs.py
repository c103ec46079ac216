"""Where a company's open cases stand in their graphs, as the checkpoints say."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

STANDING = text("""
    select c.id, c.subject_id, c.state, c.problem, y.name as cycle, t.nodes, t.asks
    from work_case c
    join cycle y on y.id = c.cycle_id
    left join lateral (
        select array_agg(distinct split_part(w.task_path, ', ', 2)) as nodes,
               bool_or(w.channel = '__interrupt__') as asks
        from checkpoint_writes w
        where w.thread_id = c.id and w.checkpoint_ns = '' and w.checkpoint_id = (
            select max(k.checkpoint_id) from checkpoints k
            where k.thread_id = c.id and k.checkpoint_ns = '')
          and w.channel in ('__interrupt__', '__error__')
          and not exists (
            select from checkpoint_writes done
            where done.thread_id = w.thread_id and done.checkpoint_ns = w.checkpoint_ns
              and done.checkpoint_id = w.checkpoint_id and done.task_id = w.task_id
              and done.channel not in ('__interrupt__', '__error__', '__resume__'))
    ) t on true
    where c.company_id = :company and c.kind = :kind and c.state <> 'done'
    order by c.id
""")
"""A task that wrote anything but that it pauses, failed or was woken has finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCase:
    """One open case and the nodes it waits or failed at; none where it is being worked."""

    case_id: str
    subject_id: int
    cycle: str
    nodes: tuple[str, ...]
    troubled: bool


def standing_cases(session: Session, company_id: int, kind: str) -> Sequence[StandingCase]:
    rows = session.execute(STANDING, {"company": company_id, "kind": kind})
    return [
        StandingCase(
            case_id=row.id,
            subject_id=row.subject_id,
            cycle=row.cycle,
            nodes=tuple(row.nodes or ()),
            troubled=row.state == "failed" or row.problem is not None,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """How long questions of one key stood open."""

    asked: int
    open_now: int
    median_h: float | None


WAITED = text("""
    select split_part(r.key, '/', 1) as key, count(*) as asked,
           count(*) filter (where r.closed_at is null) as open_now,
           percentile_cont(0.5) within group (
             order by extract(epoch from r.closed_at - r.opened_at)
           ) filter (where r.closed_at is not null) as median_s
    from request r join work_case c on c.id = r.case_id
    where r.company_id = :company and c.kind = :kind
    group by 1
""")


def waited(session: Session, company_id: int, kind: str) -> dict[str, Waited]:
    """By the request's key, which is what the gate's pause is named by."""
    rows = session.execute(WAITED, {"company": company_id, "kind": kind})
    return {
        row.key: Waited(
            asked=row.asked,
            open_now=row.open_now,
            median_h=None if row.median_s is None else float(row.median_s) / 3600,
        )
        for row in rows
    }
