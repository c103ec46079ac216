"""Asking to look at a decided matter again: only by who may, and only for a changed fact."""

from dataclasses import dataclass, replace
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.brief import Compared
from gates.chain import Channel
from gates.errors import NothingHasChanged, NotYourDecision
from gates.litigation import NewFact, reopen
from gates.people import Role, person
from graphs.comparing import COMPARED
from graphs.new_facts import new_facts, settled
from graphs.opening_cases import start_in
from runtime.office import Office
from store import asked_requests, changes, ledger, looks, requests
from store.changes import NewChange
from store.ledger import Occasion
from store.people import person_by_key
from store.reading_process import REFUSED
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """Who asks to look at which request again, for which changed fact."""

    company_id: int
    person_key: str
    request_id: UUID
    fact: str
    reason: str = ""


def ask_to_look_again(office: Office, plea: Plea) -> None:
    """Open a look at it, or raise a `gates.errors.Refusal` with the earlier decision.

    That nothing has changed is a fact about the process, and stays in the ledger.
    """
    try:
        _ask(office, plea)
    except NothingHasChanged:
        _record_refusal(office, plea)
        raise


def _record_refusal(office: Office, plea: Plea) -> None:
    with office.sessions(plea.company_id) as session:
        request = asked_requests.by_id(session, plea.request_id)
        who = person_by_key(session, plea.company_id, plea.person_key)
        ledger.append(
            session,
            replace(ledger.over(request), channel=Channel.WEB),
            at=office.now(),
            kind=REFUSED,
            actor=person(who.key, Role(who.role)),
            subject=f"request:{request.id}",
            facts={"gate": request.gate, "fact": plea.fact, "reason": plea.reason.strip()},
        )


def _ask(office: Office, plea: Plea) -> None:
    with office.sessions(plea.company_id) as session:
        request = requests.lock_request(session, plea.request_id)
        if request is None:
            raise NotYourDecision
        who = person_by_key(session, plea.company_id, plea.person_key)
        seats = {seat.key for seat in asked_requests.seated(session, request.id)}
        fact = reopen(
            by=person(who.key, Role(who.role)),
            seats=seats,
            settled=settled(session, request, ZoneInfo(who.timezone)),
            looked_at_again=looks.is_looked_at(session, request.id),
            new_facts=new_facts(session, request),
            named=plea.fact,
        )
        _open(office, session, request, who, fact, plea)


def _open(
    office: Office,
    session: Session,
    request: RequestRow,
    who: PersonRow,
    fact: NewFact,
    plea: Plea,
) -> None:
    at = office.now()
    cycle = session.get_one(CycleRow, request.cycle_id)
    times = len(looks.looks_at(session, request.id))
    new = NewChange(
        key=f"asked/{request.id}/{times}",
        kind="asked",
        at=at,
        request_id=request.id,
        asked_by_id=who.id,
        facts={
            "compared": COMPARED.dump_python([_compared(fact)], mode="json"),
            "reason": plea.reason.strip(),
        },
    )
    change_id = changes.note(session, cycle, new)
    if change_id is None:
        return
    start_in(office.tools, session, cycle, "change", change_id)
    ledger.append(
        session,
        Occasion(
            company_id=plea.company_id,
            channel=Channel.WEB,
            case_id=request.case_id,
            brief_sha256=request.brief_sha256,
        ),
        at=at,
        kind="reopening_asked",
        actor=person(who.key, Role(who.role)),
        subject=f"request:{request.id}",
        facts={
            "fact": fact.says,
            "signed": fact.signed,
            "now": fact.now,
            "reason": plea.reason.strip(),
        },
    )


def _compared(fact: NewFact) -> Compared:
    return Compared(
        label=fact.says,
        unit="",
        signed=fact.signed,
        now=fact.now,
        material=False,
        where=fact.where,
    )
