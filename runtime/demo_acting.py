"""The demo's people act: they read their mail and their inbox, and answer in their own time."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select

from gates.deciding import Ballot
from gates.evidence import restore_predicate
from gates.gate import Verb
from gates.tiers import Assurance
from mail.mailbox import FolderMailbox
from runtime.deciding import Answer, record_ballot
from runtime.demo_answering import reply
from runtime.demo_cast import Cast, Concerned
from runtime.demo_people import Reply, ballot_of
from runtime.demo_post import Arrived, arrived_since
from runtime.office import Office
from runtime.receiving import receive_all
from store import asked_requests
from store.people import Addressee, person_by_key
from store.tables.actions import ActionRow
from store.tables.gates import RequestRow

BALLOTS = UUID("0d0b6f1e-7a52-4e7c-9a63-7f6c1c4d2b90")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """Something a person will do at a moment."""

    at: datetime
    letter: Arrived
    reply: Reply


@dataclass(slots=True, kw_only=True)
class People:
    """The cast of one company. `hands_off` are gates left to whoever visits the demo."""

    office: Office
    company_id: int
    cast: Cast
    mailbox: FolderMailbox
    hands_off: frozenset[str] = frozenset()
    read_up_to: int = 0
    intended: list[Intended] = field(default_factory=list[Intended])
    received: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])

    def act(self) -> bool:
        """Everything that is due now; says whether anything was done."""
        self._read_mail()
        now = self.office.now()
        due = [one for one in self.intended if one.at <= now]
        self.intended = [one for one in self.intended if one.at > now]
        for one in due:
            self._send(one)
        if due:
            receive_all(self.office, self.mailbox)
        return self._vote(now) or bool(due)

    def next_moment(self) -> datetime | None:
        """When somebody will next do something."""
        moments = [one.at for one in self.intended] + [at for at, *_ in self._votes()]
        return min(moments, default=None)

    def waits_for_visitor(self) -> bool:
        """Whether an open request is left to a person at the screen."""
        return bool(self.left_to_visitor())

    def left_to_visitor(self) -> list[tuple[str, list[str]]]:
        """Those requests, each as its question and the names it waits for."""
        return [
            (request.question, [who.name for who in silent])
            for request, silent in self._open()
            if request.gate in self.hands_off
        ]

    def _read_mail(self) -> None:
        for letter in arrived_since(self.office, self.company_id, self.read_up_to):
            self.read_up_to = letter.mail_id
            mine = (letter.person, letter.kind)
            self.received[mine] = self.received.get(mine, 0) + 1
            answer = self._answer(letter) if letter.reply_to else None
            if answer is not None:
                at = self.office.now() + answer.after
                self.intended.append(Intended(at=at, letter=letter, reply=answer))

    def _answer(self, letter: Arrived) -> Reply | None:
        kind, _, number = (letter.case_id or "").partition(":")
        if kind == "input":
            count = self.received[letter.person, letter.kind]
            return self.cast.on_input(letter, letters_of_kind=count)
        if kind != "action":
            return None
        with self.office.sessions(self.company_id) as session:
            action = session.get_one(ActionRow, int(number))
            concerned = Concerned(
                wanted=restore_predicate(action.done_when),
                escalations=action.escalations,
                due_in=action.due_at - self.office.now(),
            )
        return self.cast.on_action(letter, concerned)

    def _send(self, one: Intended) -> None:
        with self.office.sessions(self.company_id) as session:
            sender = person_by_key(session, self.company_id, one.letter.person)
        said = one.reply
        self.mailbox.drop(reply(self.office, one.letter, sender, said.text, said.files))

    def _open(self) -> list[tuple[RequestRow, list[Addressee]]]:
        """Open requests with the people whose answer they lack."""
        with self.office.sessions(self.company_id) as session:
            rows = session.scalars(select(RequestRow).where(RequestRow.closed_at.is_(None))).all()
            return [(row, asked_requests.silent(session, row.id)) for row in rows]

    def _votes(self) -> list[tuple[datetime, RequestRow, str]]:
        return [
            (request.opened_at + vote.after, request, who.key)
            for request, silent in self._open()
            if request.gate not in self.hands_off
            for who in silent
            if (vote := self.cast.vote(request.gate, who.key)) is not None
        ]

    def _vote(self, now: datetime) -> bool:
        due = [(request, key) for at, request, key in self._votes() if at <= now]
        for request, key in due:
            self._decide(request, key)
        return bool(due)

    def _decide(self, request: RequestRow, key: str) -> None:
        """The decision's id follows from request and person: deciding again is the same ballot."""
        with self.office.sessions(self.company_id) as session:
            row = asked_requests.by_id(session, request.id)
            brief = asked_requests.brief_now(session, row)
        blank = Ballot(
            decision_id=uuid5(BALLOTS, f"{request.id}/{key}"),
            verb=Verb.APPROVE,
            brief_sha256=row.brief_sha256,
            assurance=Assurance.STEPPED_UP,
        )
        needs_choice = request.ruled.needs_choice
        vote = self.cast.vote(request.gate, key)
        assert vote is not None
        ballot = ballot_of(vote, brief, needs_choice=needs_choice, ballot=blank)
        answer = Answer(company_id=self.company_id, person_key=key, request_id=request.id)
        record_ballot(self.office, answer, ballot)
