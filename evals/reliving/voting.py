"""Recorded decisions, given again where the same is asked; where not, nobody knows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from evals.oracle.answering import LATENCY
from evals.oracle.levels import Level
from evals.recording.events import Event
from evals.recording.recording import Recording
from evals.reliving.names import Names, names_of
from evals.reliving.same_matter import level_of
from gates.brief import Brief
from gates.deciding import Ballot
from gates.errors import Refusal
from gates.gate import Verb
from gates.tiers import Assurance
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from store import asked_requests, cycles, recorded
from store.tables.gates import RequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A decision of the record, and how long after the request's opening it came."""

    request: str
    after: timedelta
    event: Event
    brief: Brief

    @property
    def seat(self) -> str:
        return str(self.event.data["seat"])


def said_in(recording: Recording) -> list[Said]:
    """Those that ended are left out: they were taken back, or given again."""
    names = names_of(recording)
    return [
        Said(
            request=names.requests[asked.id],
            after=event.at - asked.opened.at,
            event=event,
            brief=recording.briefs[event.data["brief"]],
        )
        for asked in recording.requests
        for ended in [{e.data["decision"] for e in asked.outside if e.type == "gate.answer_ended"}]
        for event in asked.decided
        if event.data["decision"] not in ended
    ]


def unanswered_in(recording: Recording) -> frozenset[str]:
    """Requests the record left as they were: nobody answers those again either."""
    names = names_of(recording)
    return frozenset(names.requests[one.id] for one in recording.requests if not one.decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What somebody will answer, and when."""

    at: datetime
    request: RequestRow
    name: str
    seat: str
    said: Said | None


@dataclass(slots=True, kw_only=True)
class Voters:
    """The people at gates. `levels` tell how each answer was known."""

    company_id: int
    cycle_id: int
    said: list[Said]
    unanswered: frozenset[str]
    levels: dict[str, Level] = field(default_factory=dict[str, Level])
    refused: list[str] = field(default_factory=list[str])
    given: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def next_votes(self, office: Office, names: Names) -> list[Vote]:
        """Of every open request: who answered it in the record; with none left, whoever sits."""
        with office.sessions(self.company_id) as session:
            rows = recorded.requests_of(session, self.cycle_id)
            silent = {
                row.id: [who.key for who in asked_requests.silent(session, row.id)]
                for row in rows
                if row.closed_at is None
            }
        called = requests_named(rows, names)
        votes: list[Vote] = []
        for row in rows:
            if row.id in silent:
                votes += self._votes(row, called[str(row.id)], silent[row.id])
        return votes

    def _votes(self, row: RequestRow, name: str, silent: list[str]) -> list[Vote]:
        left = [s for s in self.said if s.request == name and (name, s.seat) not in self.given]
        mine = [
            Vote(at=row.opened_at + s.after, request=row, name=name, seat=s.seat, said=s)
            for s in left
            if s.seat in silent
        ]
        usual = [s.after for s in self.said if s.request.split(" of ")[0] == row.gate]
        nobody = [one for one in silent if (name, one) not in self.given]
        if mine or not nobody or name in self.unanswered:
            return mine
        last = max([s.after for s in left], default=timedelta(0))
        at = row.opened_at + last + (max(usual) if usual else LATENCY)
        return [Vote(at=at, request=row, name=name, seat=nobody[0], said=None)]

    def give(self, office: Office, vote: Vote) -> None:
        """Decide on the brief that stands. What is refused is told, and counts as unknown."""
        self.given.add((vote.name, vote.seat))
        with office.sessions(self.company_id) as session:
            row = asked_requests.by_id(session, vote.request.id)
            brief = asked_requests.brief_now(session, row)
            bounds = cycles.book_of(session, row.case_id).tolerances
        level = Level.NEVER_ASKED
        if vote.said is not None:
            choice = vote.said.event.data["choice"]
            level = level_of(vote.said.brief, brief, choice, bounds)
        known = vote.said if level is not Level.NEVER_ASKED else None
        by = known.event.data["by"] if known else vote.seat
        ballot = _ballot(row, brief, known, vote.seat, by)
        answer = Answer(company_id=self.company_id, person_key=by, request_id=row.id)
        try:
            record_ballot(office, answer, ballot)
        except Refusal as refusal:
            self.refused.append(f"{by} at {vote.name}: {refusal.message}")
            level = Level.NEVER_ASKED
        self.levels[f"{vote.name} by {vote.seat}"] = level


def _ballot(row: RequestRow, brief: Brief, known: Said | None, seat: str, by: str) -> Ballot:
    """What was said; or, where nobody knows, that the recommendation passes."""
    data = known.event.data if known else {}
    choice = data["choice"] if known else (brief.pick.option if brief.pick else None)
    return Ballot(
        decision_id=uuid5(NAMESPACE_URL, f"{row.id}/{seat}"),
        verb=Verb(data["verb"]) if known else Verb.APPROVE,
        brief_sha256=row.brief_sha256,
        choice=choice if known or row.ruled.needs_choice else None,
        reason=data.get("reason", ""),
        seat=seat if seat != by else None,
        assurance=Assurance.STEPPED_UP,
    )


def requests_named(rows: list[RequestRow], names: Names) -> dict[str, str]:
    """As `names_of` names those of a recording."""
    counted: dict[str, int] = {}
    found: dict[str, str] = {}
    for row in rows:
        name = f"{row.gate} of {names.cases.get(row.case_id, '–')}"
        counted[name] = counted.get(name, 0) + 1
        found[str(row.id)] = f"{name} #{counted[name]}"
    return found
