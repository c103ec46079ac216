"""Halden Foods lived in one process: mail, timers and gates, on a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import make_msgid
from functools import cache
from typing import Any, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import select, text
from sqlalchemy.engine import URL

from gates.deciding import Ballot
from gates.gate import Verb
from gates.tiers import Assurance
from graphs.builders import BUILDERS
from mail.letter import message_id
from planning.directory import write_company
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.halden_files import DemoFile, as_loaded
from runtime.loading import load_files
from runtime.office import Office, open_office
from runtime.opening import open_cycle
from runtime.receiving import Received, receive
from runtime.settings import Settings
from runtime.sweeping import sweep
from store import asked_requests, cases, effects
from store.tables.cycles import CycleRow
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.gates import RequestRow
from store.tables.people import PersonRow

ZONE = ZoneInfo("Europe/Copenhagen")
MONDAY = datetime(2026, 11, 2, 8, 0, tzinfo=ZONE)
MONTH = date(2026, 11, 1)
ROUNDS_MAX = 60
SECRET = "a secret of the tests, long enough"
MAIL_SERVER = "mx.halden.example"
"""Vouches for what people send, as our own mail server would."""
T = TypeVar("T")


@dataclass(slots=True)
class Clock:
    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter as its reader finds it."""

    to: str
    kind: str
    subject: str
    text: str
    reply_to: str | None
    message_id: str


@dataclass(slots=True, kw_only=True)
class Living:
    """One company and its clock. `settle()` does everything that happens by itself."""

    office: Office
    clock: Clock
    company_id: int
    dies_at: set[str] = field(default_factory=set[str])

    def begin(self) -> int:
        cycle_id = open_cycle(self.office, self.company_id, month=MONTH)
        self.settle()
        return cycle_id

    def settle(self) -> None:
        for _ in range(ROUNDS_MAX):
            sweep(self.office)
            if not (self._advance() | self._deliver()):
                return
        raise AssertionError("it doesn't come to rest")

    def wait(self, **by: float) -> None:
        """Let time pass, stopping at nothing."""
        self.clock.at += timedelta(**by)
        self.settle()

    def until(self, at: datetime) -> None:
        self.clock.at = at
        self.settle()

    def _advance(self) -> bool:
        with self.office.unfenced() as session:
            unseen = cases.unseen_cases(session)
        for case_id, company_id in unseen:
            self._survive(lambda c=case_id, k=company_id: advance(self.office, c, k))  # type: ignore[misc]
        return bool(unseen)

    def _deliver(self) -> bool:
        with self.office.unfenced() as session:
            due = session.scalars(
                select(EffectRow.id).where(
                    EffectRow.state == "held", EffectRow.held_until <= self.clock.at
                )
            ).all()
        sent = 0
        for effect_id in due:
            deliver(self.office, effect_id, self.company_id)
            with self.office.unfenced() as session:
                sent += session.get_one(EffectRow, effect_id).state == "sent"
        return bool(sent)

    def _survive(self, work: Callable[[], None]) -> None:
        """A process that dies at a point is followed by one that goes on."""
        while True:
            try:
                return work()
            except Died:
                continue

    def mails(self, to: str, kind: str | None = None) -> list[Mail]:
        """What reached a person, oldest first."""
        with self.office.sessions(self.company_id) as session:
            address = session.scalars(select(PersonRow.email).where(PersonRow.key == to)).one()
            domain = self.office.settings.mail_domain
            kinds = {
                message_id(effect.key, domain): effect.kind
                for effect in session.scalars(select(EffectRow))
            }
            rows = session.scalars(
                select(CapturedMailRow)
                .where(CapturedMailRow.to_address == address)
                .order_by(CapturedMailRow.id)
            ).all()
        found = [_mail(to, kinds[row.message_id], row) for row in rows]
        return [mail for mail in found if kind is None or mail.kind == kind]

    def answer(
        self, mail: Mail, text: str, *files: DemoFile, sender: str | None = None
    ) -> Received:
        """Reply from the reader's own mail program; settles afterwards."""
        got = receive(self.office, self.raw(mail, text, *files, sender=sender))
        self.settle()
        return got

    def raw(self, mail: Mail, text: str, *files: DemoFile, sender: str | None = None) -> bytes:
        assert mail.reply_to is not None
        with self.office.sessions(self.company_id) as session:
            who = session.scalars(
                select(PersonRow).where(PersonRow.key == (sender or mail.to))
            ).one()
        message = EmailMessage(policy=SMTP)
        message["From"] = f"{who.name} <{who.email}>"
        message["To"] = mail.reply_to
        message["Subject"] = f"Re: {mail.subject}"
        message["Message-ID"] = make_msgid(domain="halden.example")
        message["Date"] = self.clock.at
        vouched = f"dmarc=pass header.from={who.email.partition('@')[2]}"
        message["Authentication-Results"] = f"{MAIL_SERVER}; {vouched}"
        quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
        message.set_content(f"{text}\n\nOn Monday, Sopwith wrote:\n{quoted}\n")
        for file in files:
            message.add_attachment(
                file.content, maintype="application", subtype="octet-stream", filename=file.name
            )
        return message.as_bytes()

    def open_requests(self, gate: str | None = None) -> list[RequestRow]:
        with self.office.sessions(self.company_id) as session:
            rows = session.scalars(
                select(RequestRow)
                .where(RequestRow.closed_at.is_(None))
                .order_by(RequestRow.opened_at, RequestRow.key)
            ).all()
        return [row for row in rows if gate is None or row.gate == gate]

    def decide(self, gate: str, by: str, verb: Verb = Verb.APPROVE, **said: Any) -> None:
        """Answer the one open request of a gate, on the brief that stands; settles afterwards."""
        (request,) = self.open_requests(gate)
        self.decide_on(request.brief_sha256, gate, by, verb, **said)

    def decide_on(
        self, brief_sha256: str, gate: str, by: str, verb: Verb = Verb.APPROVE, **said: Any
    ) -> None:
        """The same, on a brief that was shown at some time."""
        (request,) = self.open_requests(gate)
        self.decide_one(request, by, verb, brief_sha256=brief_sha256, **said)

    def decide_one(
        self, request: RequestRow, by: str, verb: Verb = Verb.APPROVE, **said: Any
    ) -> None:
        """The same, of one of several requests of a gate."""
        ballot = Ballot(
            decision_id=uuid4(),
            verb=verb,
            brief_sha256=said.pop("brief_sha256", request.brief_sha256),
            assurance=Assurance.STEPPED_UP,
            **said,
        )
        answer = Answer(company_id=self.company_id, person_key=by, request_id=request.id)
        record_ballot(self.office, answer, ballot)
        self.settle()

    def seats(self, request: RequestRow) -> list[str]:
        with self.office.sessions(self.company_id) as session:
            return [who.key for who in asked_requests.seated(session, request.id)]

    def rows(self, table: type[T], *, by: str = "id") -> list[T]:
        with self.office.sessions(self.company_id) as session:
            return list(session.scalars(select(table).order_by(text(by))))

    def step(self) -> str:
        (cycle,) = self.rows(CycleRow)
        return str(cycle.step)

    def holds(self, key: str) -> bool:
        with self.office.sessions(self.company_id) as session:
            return effects.is_held(session, self.company_id, key)


class Died(BaseException):
    """The process ends here, as if killed: nothing catches it but the test."""


@contextmanager
def living(url: URL, files: dict[str, str] | None = None) -> Iterator[Living]:
    """A company in a database of its own, on a Monday morning."""
    with _office(url, Clock(), set()) as life:
        life.company_id = load_files(life.office, files or halden())
        yield life


@contextmanager
def lived_on(url: URL, company_id: int, at: datetime) -> Iterator[Living]:
    """A company whose cycle was lived up to a moment, from there on."""
    with _office(url, Clock(at=at), set()) as life:
        life.company_id = company_id
        yield life


@contextmanager
def _office(url: URL, clock: Clock, dies_at: set[str]) -> Iterator[Living]:
    settings = Settings(
        database_url=url.render_as_string(hide_password=False),
        secret_key=SecretStr(SECRET),
        mail_authserv_id=MAIL_SERVER,
    )

    def reached(name: str) -> None:
        if name in dies_at:
            dies_at.remove(name)
            raise Died(name)

    office = replace(open_office(settings, BUILDERS, now=clock.now), reached=reached)
    try:
        yield Living(office=office, clock=clock, company_id=0, dies_at=dies_at)
    finally:
        office.close()


@cache
def halden() -> dict[str, str]:
    """The directory of Halden Foods before its cycle, made once."""
    return write_company(as_loaded())


def _mail(to: str, kind: str, row: CapturedMailRow) -> Mail:
    read = message_from_bytes(row.content, policy=default)
    body = read.get_body(("plain",))
    return Mail(
        to=to,
        kind=kind,
        subject=row.subject,
        text=body.get_content() if body is not None else "",
        reply_to=read["Reply-To"].addresses[0].addr_spec if read["Reply-To"] else None,
        message_id=row.message_id,
    )
