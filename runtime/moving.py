"""Making a move in a request: it is held against everybody else, and the ledger is told."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gates.authority import Purse
from gates.canonical import Json
from gates.chain import Channel
from gates.errors import NotYourDecision
from gates.moves import Matter
from gates.people import Actor, Role, person
from gates.rules import Outcome
from runtime.deciding import Answer
from runtime.office import Office
from store import answering, ledger
from store.answering import Locked
from store.directory import directory_of
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.gates import RequestRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The request in hand, and whoever is about to do something with it."""

    session: Session
    request: Locked
    row: RequestRow
    who: PersonRow
    at: datetime
    channel: str

    @property
    def actor(self) -> Actor:
        return person(self.who.key, Role(self.who.role))

    @property
    def matter(self) -> Matter:
        members = directory_of(self.session, self.request.company_id).members
        return Matter(
            gate=self.request.ruled,
            waiting=self.request.waiting((), Purse()),
            due_at=self.row.due_at,
            people=frozenset(one.key for one in members),
            closed_at=self.row.closed_at,
            outcome=Outcome(self.row.outcome) if self.row.outcome else None,
        )

    def write_history(self, kind: str, facts: dict[str, Json]) -> None:
        ledger.append(
            self.session,
            Occasion(
                company_id=self.request.company_id,
                channel=Channel(self.channel),
                case_id=self.request.case_id,
                brief_sha256=self.row.brief_sha256,
            ),
            at=self.at,
            kind=kind,
            actor=self.actor,
            subject=f"request:{self.request.id}",
            facts={"gate": self.request.gate, **facts},
        )


@contextmanager
def at_request(office: Office, whom: Answer) -> Iterator[Scene]:
    """One transaction with the request locked; the time is taken once the lock is ours."""
    own = office.sessions(whom.company_id) if whom.within is None else nullcontext(whom.within)
    with own as session:
        request = answering.lock(session, whom.request_id)
        if request is None:
            raise NotYourDecision
        yield Scene(
            session=session,
            request=request,
            row=session.get_one(RequestRow, whom.request_id),
            who=person_by_key(session, whom.company_id, whom.person_key),
            at=office.now(),
            channel=whom.channel,
        )
