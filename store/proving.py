"""The promises as queries: what must hold of a company's rows, whatever has happened.

Each check returns the offenders; an empty list is the proof.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from gates.canonical import sha256
from gates.chain import first_break
from store import ledger

Check = Callable[[Session, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One promise, checked: what stands against it, which should be nothing."""

    promise: str
    offenders: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.offenders


def prove(session: Session, company_id: int) -> tuple[Proof, ...]:
    """Every promise over this company's rows."""
    return tuple(
        Proof(promise=promise, offenders=tuple(check(session, company_id)))
        for promise, check in CHECKS.items()
    )


def _by_query(query: str) -> Check:
    """Offenders are the first column of a query over `:company`."""

    def check(session: Session, company_id: int) -> list[str]:
        return [str(row[0]) for row in session.execute(text(query), {"company": company_id})]

    return check


LEDGER = """
    with told as (
        select seq, kind, said->>'subject' as subject, said->'actor' as actor,
               said->'facts' as facts
        from ledger_event, lateral (select convert_from(content, 'UTF8')::jsonb as said) read
        where company_id = :company
    )
"""
"""The company's history, readable: `told`."""


def _by_ledger(query: str) -> Check:
    """The same over `told` as well."""
    return _by_query(LEDGER + query)


def _other_bytes(session: Session, company_id: int) -> list[str]:
    """Briefs whose kept bytes no longer have the digest people signed."""
    rows = session.execute(
        text("select sha256, content from brief where company_id = :company"),
        {"company": company_id},
    )
    return [row.sha256 for row in rows if sha256(bytes(row.content)) != row.sha256]


def _broken_chain(session: Session, company_id: int) -> list[str]:
    links = ledger.links(session, company_id)
    broken = first_break(links, ledger.head(session, company_id))
    return [] if broken is None else [broken]


CHECKS: Mapping[str, Check] = {
    "No decision is missing from the ledger": _by_ledger(
        "select d.id from decision d where d.company_id = :company and d.id::text not in"
        " (select facts->>'decision' from told where kind = 'decided')"
    ),
    "The ledger tells of no decision that isn't there": _by_ledger(
        "select seq from told where kind = 'decided' and facts->>'decision' not in"
        " (select id::text from decision where company_id = :company)"
    ),
    "Only people decide, each in their own name": _by_ledger(
        "select d.id from told t join decision d on d.id::text = t.facts->>'decision'"
        " join person p on p.id = d.person_id where t.kind = 'decided'"
        " and (t.actor->>'kind' <> 'person' or t.actor->>'key' <> p.key)"
    ),
    "A seat decides once": _by_query(
        "select seat_id from decision where company_id = :company and ended_at is null"
        " group by seat_id having count(*) > 1"
    ),
    "A decision is bound to a brief that was shown": _by_query(
        "select d.id from decision d left join brief b on b.request_id = d.request_id"
        " and b.sha256 = d.brief_sha256 where d.company_id = :company and b.id is null"
    ),
    "A brief still has the bytes that were signed": _other_bytes,
    "What was approved is what stands": _by_ledger(
        "select d.id from decision d join request r on r.id = d.request_id"
        " join seat s on s.id = d.seat_id join person p on p.id = s.person_id"
        " where d.company_id = :company and r.outcome in ('approved', 'answered')"
        " and d.ended_at is null and d.brief_sha256 <> r.brief_sha256 and not exists"
        " (select from told where kind = 'brief_redrafted' and subject = 'request:' || r.id"
        " and facts->>'brief_sha256' = r.brief_sha256 and facts->'stands' @> to_jsonb(p.key))"
    ),
    "What was chosen is what a person chose": _by_query(
        "select r.id from request r where r.company_id = :company and r.choice is not null"
        " and not exists (select 1 from decision d where d.request_id = r.id"
        " and d.verb in ('approve', 'approve_with_changes') and d.choice = r.choice)"
    ),
    "A closed request was decided or withdrawn": _by_query(
        "select r.id from request r where r.company_id = :company"
        " and r.outcome <> 'withdrawn'"
        " and not exists (select 1 from decision d where d.request_id = r.id)"
    ),
    "Whoever wrote it didn't decide it": _by_query(
        "select d.id from decision d"
        " join person p on p.id in (d.person_id, d.on_behalf_of_id)"
        " join brief b on b.request_id = d.request_id and b.sha256 = d.brief_sha256"
        " cross join lateral (select convert_from(b.content, 'UTF8')::jsonb as said) s"
        " where d.company_id = :company and"
        " coalesce(said -> 'authors', '[]') || coalesce(said -> 'submitters', '[]')"
        " || coalesce(said -> 'recommenders', '[]') @> to_jsonb(p.key)"
    ),
    "Nobody filled two seats of a request": _by_query(
        "select request_id from decision where company_id = :company and ended_at is null"
        " group by request_id, person_id having count(*) > 1"
    ),
    "Who acted for another was allowed to": _by_query(
        "select d.id from decision d join request r on r.id = d.request_id"
        " left join delegation g on g.id = d.delegation_id and g.giver_id = d.on_behalf_of_id"
        " and g.receiver_id = d.person_id and d.decided_at >= g.starts_at"
        " and d.decided_at < g.ends_at and d.decided_at <= coalesce(g.revoked_at, 'infinity')"
        " and (g.request_id is null or g.request_id = r.id)"
        " and (g.gates = '[]' or g.gates @> to_jsonb(r.gate))"
        " where d.company_id = :company and d.on_behalf_of_id is not null and g.id is null"
    ),
    "No effect left before its gate was decided": _by_query(
        "select e.key from effect e join request r on r.id = e.request_id"
        " where e.company_id = :company and e.attempts > 0"
        " and coalesce(r.outcome, '') not in ('approved', 'answered')"
    ),
    "No effect left while its decision was looked at again": _by_query(
        "select e.key from effect e join request n on n.reopens = e.request_id"
        " where e.company_id = :company and e.tried_at > n.opened_at"
        " and (e.tried_at < coalesce(n.closed_at, 'infinity')"
        " or n.outcome in ('returned', 'rejected'))"
    ),
    "A condition that lapsed had its time": _by_query(
        "select id from condition where company_id = :company"
        " and state = 'lapsed' and settled_at < until"
    ),
    "No letter that left was written before its gate was decided": _by_ledger(
        "select e.key from effect e join told w on w.kind = 'letter_written'"
        " and w.facts->>'effect' = e.key where e.company_id = :company"
        " and e.request_id is not null and e.attempts > 0 and w.seq < all (select t.seq from told t"
        " where t.kind = 'decided' and t.subject = 'request:' || e.request_id)"
    ),
    "No effect was made twice": _by_query(
        "select key from effect where company_id = :company group by key having count(*) > 1"
    ),
    "A waiting request has somebody who may answer": _by_query(
        "select r.id from request r join brief b on b.request_id = r.id"
        " and b.sha256 = r.brief_sha256 where r.company_id = :company and r.closed_at is null"
        " and not exists (select 1 from seat s join person p on p.id = s.person_id"
        " where s.request_id = r.id"
        " and not exists (select 1 from decision d where d.seat_id = s.id and d.ended_at is null)"
        " and not (convert_from(b.content, 'UTF8')::jsonb -> 'authors') ? p.key)"
    ),
    "A waiting case waits for something that will come": _by_query(
        "select c.id from work_case c where c.company_id = :company and c.state = 'waiting'"
        " and c.seen = c.rings"
        " and not exists (select 1 from request r where r.case_id = c.id and r.closed_at is null)"
        " and not exists (select 1 from wait w where w.case_id = c.id and w.fired_at is null"
        " and w.cancelled_at is null)"
        " and not exists (select 1 from work_case o where o.cycle_id = c.cycle_id"
        " and o.id <> c.id and o.state in ('running', 'waiting'))"
    ),
    "Nobody is asked twice in another's place": _by_ledger(
        "select subject from told where kind in ('escalated', 'expired')"
        " group by subject, facts->>'step' having count(*) > 1"
    ),
    "Nobody decides what wasn't asked": _by_ledger(
        "select t.seq from told t join told a on a.kind = 'asked' and a.subject = t.subject"
        " where t.kind = 'decided' and t.seq < a.seq"
    ),
    "A done action has its evidence": _by_query(
        "select key from action where company_id = :company and state = 'done' and evidence is null"
    ),
    "A locked plan was approved": _by_query(
        "select v.id from plan_version v join request r on r.id = v.request_id"
        " where v.company_id = :company and r.outcome is distinct from 'approved'"
    ),
    "Every event of a case says under which rules it happened": _by_query(
        "select seq from (select seq, convert_from(content, 'UTF8')::jsonb as said"
        " from ledger_event where company_id = :company) e"
        " where said ? 'channel'"
        " and split_part(said ->> 'subject', ':', 1) not in ('company', 'delegation')"
        " and (said ->> 'playbook' is null or said ->> 'graph' is null or"
        " said ->> 'kind' in ('asked', 'brief_redrafted', 'decided')"
        " and said ->> 'brief_sha256' is null)"
    ),
    "The ledger is whole": _broken_chain,
}
