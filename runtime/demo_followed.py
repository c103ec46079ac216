"""What a lived quarter has to show of its follow-through, asked of its tables."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gates.playbook import Playbook
from store.proving import Proof

FOLLOWED = {
    "Every action of a closed cycle is done, called off or carried on": (
        "select a.key from action a join cycle c on c.id = a.cycle_id"
        " where a.company_id = :company and c.closed_at is not null"
        " and a.state in ('waiting','assigned','in_progress','blocked')"
    ),
    "What a closed cycle left open was taken up by the next": (
        "select a.key from action a join cycle c on c.id = a.cycle_id"
        " where a.company_id = :company and a.state = 'carried' and a.carried_to is null"
        " and exists (select from cycle later where later.company_id = c.company_id"
        " and later.month > c.month)"
    ),
    "Nobody was reminded of a deadline more often than the playbook allows": (
        "select min(key) from effect where company_id = :company and kind like '%\\_reminder'"
        " group by split_part(key, '/reminder/', 1),"
        " split_part(split_part(key, '/reminder/', 2), '/', 1)"
        " having count(*) > :most"
    ),
    "Nobody was reminded of what was done": (
        "select e.key from effect e join action a on e.case_id = 'action:' || a.id"
        " where e.company_id = :company and e.kind = 'action_reminder' and e.made_at > a.done_at"
    ),
    "Every change was weighed, and what it asked was decided or replaced": (
        "select c.key from change c left join request r on r.case_id = 'change:' || c.id"
        " where c.company_id = :company and (c.closed_at is null"
        " or (c.verdict = 'reopened' and (r.id is null or r.closed_at is null)))"
    ),
    "Every message was read, or is kept with why not": (
        "select id from message where company_id = :company and state = 'new'"
    ),
}


def followed(session: Session, company_id: int) -> tuple[Proof, ...]:
    book = Playbook()
    most = max(book.inputs.reminders_max, book.actions.reminders_max)
    asked = {"company": company_id, "most": most}
    return tuple(
        Proof(promise=promise, offenders=_offenders(session, query, asked))
        for promise, query in FOLLOWED.items()
    )


def _offenders(session: Session, query: str, asked: dict[str, int]) -> tuple[str, ...]:
    needed = {name: value for name, value in asked.items() if f":{name}" in query}
    return tuple(str(row[0]) for row in session.execute(text(query), needed))
