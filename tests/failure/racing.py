"""Four processes on the same requests: `python -m tests.failure.racing`, a race as JSON on stdin.

Each answers every request for every seat, then advances every case, then delivers every effect,
all of them beginning each of the three together. Prints what became of it as JSON.
"""

import json
import multiprocessing
import sys
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from gates.deciding import Ballot
from gates.errors import Refusal
from gates.gate import Verb
from gates.tiers import Assurance
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.office import Office
from store import answering, taking_the_floor
from store.advancing import CaseBusy, CaseMovedOn
from store.tables.effects import EffectRow
from store.taking_the_floor import Floor
from tests.failure.two_gates import office_at

RACERS = 4
MEET_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as all racers know it."""

    case_id: str
    request_id: str
    brief_sha256: str
    seats: tuple[str, ...]
    verbs: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Said:
    """What one racer was told."""

    verdicts: Counter[str] = field(default_factory=Counter[str])
    receipts: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


def run(number: int, url: str, company_id: int, asked: list[Asked], start: Barrier) -> Said:
    office = office_at(make_url(url))
    said, chance = Said(), Random(number)
    start.wait()
    for one in asked:
        for seat in chance.sample(one.seats, len(one.seats)):
            _answer(office, company_id, one, seat, chance, said)
    start.wait()
    for one in asked:
        try:
            advance(office, one.case_id, company_id)
        except (CaseBusy, CaseMovedOn) as busy:
            said.verdicts[type(busy).__name__] += 1
    start.wait()
    for effect_id in _effects(office, company_id):
        deliver(office, effect_id, company_id)
    office.close()
    return said


def _answer(
    office: Office, company_id: int, one: Asked, seat: str, chance: Random, said: Said
) -> None:
    verb = Verb(chance.choice(one.verbs))
    chooses = verb in {Verb.APPROVE, Verb.DISSENT}
    ballot = Ballot(
        decision_id=uuid4(),
        verb=verb,
        brief_sha256=one.brief_sha256,
        choice="build_early" if chooses else None,
        reason="" if verb is Verb.APPROVE else "Less cash.",
        assurance=Assurance.STEPPED_UP,
    )
    answer = Answer(company_id=company_id, person_key=seat, request_id=UUID(one.request_id))
    try:
        made = record_ballot(office, answer, ballot).decision
    except Refusal as refusal:
        said.verdicts[type(refusal).__name__] += 1
    else:
        said.verdicts["decided"] += 1
        said.receipts.append((str(made.decision_id), made.verb.value, made.brief_sha256))


def _effects(office: Office, company_id: int) -> list[int]:
    with office.sessions(company_id) as session:
        return list(session.scalars(select(EffectRow.id).order_by(EffectRow.id)))


def unlocked(meeting: Barrier) -> None:
    """The broken decider of security's first finding: it looks without holding what it saw.

    All racers look at a request before the first of them answers it, so none of it is chance.
    """
    held, looked_at = taking_the_floor.take, set[UUID]()

    def look(session: Session, company_id: int, person_key: str, request_id: UUID) -> Floor | None:
        seen = held(session, company_id, person_key, request_id)
        if request_id not in looked_at:
            looked_at.add(request_id)
            meeting.wait(timeout=MEET_S)
        return seen

    setattr(answering, "LOCK", answering.LOCK.replace("for update", ""))  # noqa: B010 a constant
    taking_the_floor.take = look


def _told(number: int, told: Connection, *args: object) -> None:
    said = run(number, *args)  # type: ignore[arg-type] # as `main` gives them
    told.send({"verdicts": dict(said.verdicts), "receipts": said.receipts})


def main() -> None:
    race = json.load(sys.stdin)
    asked = [Asked(**one) for one in race["asked"]]
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(RACERS)
    if race["unlocked"]:
        unlocked(start)
    ends = []
    for number in range(RACERS):
        hear, tell = fork.Pipe(duplex=False)
        args = (number, tell, race["url"], race["company_id"], asked, start)
        fork.Process(target=_told, args=args).start()
        tell.close()
        ends.append(hear)
    print(json.dumps([end.recv() for end in ends]))


if __name__ == "__main__":
    main()
