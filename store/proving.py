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
    "No decision is missing from the ledger": _by_query(
        "select d.id from decision d where d.company_id = :company and not exists"
        " (select 1 from ledger_event e where e.company_id = d.company_id and e.kind = 'decided'"
        " and strpos(convert_from(e.content, 'UTF8'), d.id::text) > 0)"
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
        " where e.company_id = :company and e.state in ('sending', 'sent', 'unknown')"
        " and coalesce(r.outcome, '') not in ('approved', 'answered')"
    ),
    "No effect was made twice": _by_query(
        "select key from effect where company_id = :company group by key having count(*) > 1"
    ),
    "A waiting request has somebody who may answer and a deadline": _by_query(
        "select r.id from request r where r.company_id = :company and r.closed_at is null"
        " and not exists (select 1 from seat s where s.request_id = r.id)"
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
        " said ->> 'kind' in ('asked', 'brief_revised', 'decided')"
        " and said ->> 'brief_sha256' is null)"
    ),
    "The ledger is whole": _broken_chain,
}
