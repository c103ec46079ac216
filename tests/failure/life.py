"""One life of a process that does everything for a case: works, decides, sweeps, delivers.

What it is told to do is the same in every life: the people ask again with the ballots they have,
as whoever got no receipt would. `WORK` and `SCRIPTS` are what to extend for new verbs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import text

from gates.deciding import Ballot
from gates.gate import Verb
from gates.tiers import Assurance
from runtime.advancing import advance
from runtime.deciding import Answer, Receipt, record_ballot
from runtime.delivering import deliver
from runtime.office import Office
from runtime.sweeping import reconcile, start_case, sweep
from store import asked_requests
from tests import stage

ROUNDS_MAX = 20
LIFE_LASTS = timedelta(hours=2)
LATER = timedelta(minutes=31)

WORK: Mapping[str, Callable[[Office, dict[str, int | str], int], None]] = MappingProxyType(
    {
        "advance": lambda office, args, company: advance(office, str(args["case_id"]), company),
        "deliver": lambda office, args, company: deliver(office, int(args["effect_id"]), company),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What a person answers at a gate, as often as they are asked."""

    gate: str
    who: str
    verb: Verb
    choice: str | None = None
    reason: str = ""


REVIEWED = (
    Says(gate="review", who="jonas", verb=Verb.APPROVE, choice="build_early"),
    Says(gate="review", who="priya", verb=Verb.DISSENT, choice="build_early", reason="Cash."),
)
APPROVES = Says(gate="trade_off", who="ines", verb=Verb.APPROVE, choice="build_early")
RETURNS = Says(gate="trade_off", who="ines", verb=Verb.REQUEST_CHANGES, reason="Which plant?")
SCRIPTS: Mapping[str, tuple[Says, ...]] = MappingProxyType(
    {"approved": (*REVIEWED, APPROVES), "returned": (*REVIEWED, RETURNS)}
)
LETTERS: Mapping[str, int] = MappingProxyType({"approved": 2, "returned": 0})
"""How many letters reach somebody in the end."""


class Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The n-th process to have this case in its hands."""

    company_id: int
    case_id: str
    script: str
    number: int

    @property
    def begins_at(self) -> datetime:
        return stage.NOW + self.number * LIFE_LASTS


def decision_id(case_id: str, says: Says) -> UUID:
    """Chosen by the person's browser, so the same in every life."""
    return uuid5(NAMESPACE_OID, f"{case_id}/{says.gate}/{says.who}")


def live(office: Office, clock: Clock, life: Life, acknowledge: Callable[[Receipt], None]) -> None:
    """Start the case and do all there is to do, until nothing is; then once more after a while."""
    start_case(office, stage.case_row(office, life.company_id, life.case_id))
    reconcile(office)
    asking = list(SCRIPTS[life.script])
    _settle(office, life, asking, acknowledge)
    clock.at += LATER
    _settle(office, life, asking, acknowledge)


def _settle(
    office: Office, life: Life, asking: list[Says], acknowledge: Callable[[Receipt], None]
) -> None:
    for _ in range(ROUNDS_MAX):
        moved = _work_off(office, life.company_id) | _answer(office, life, asking, acknowledge)
        if not moved and not sweep(office):
            return
    raise AssertionError("it doesn't come to rest")


def _work_off(office: Office, company_id: int) -> bool:
    """Run this company's jobs; one that a dead worker had in hand is still there."""
    worked = False
    for job_id, task, args in _jobs(office, company_id):
        WORK[task](office, args, company_id)
        with office.unfenced() as session:
            session.execute(text("delete from procrastinate_jobs where id = :id"), {"id": job_id})
        worked = True
    return worked


def _jobs(office: Office, company_id: int) -> Iterator[tuple[int, str, dict[str, int | str]]]:
    with office.unfenced() as session:
        rows = session.execute(
            text(
                "select id, task_name, args from procrastinate_jobs"
                " where cast(args->>'company_id' as int) = :company order by id"
            ),
            {"company": company_id},
        ).all()
    for row in rows:
        yield row.id, row.task_name, row.args


def _answer(
    office: Office, life: Life, asking: list[Says], acknowledge: Callable[[Receipt], None]
) -> bool:
    """Whoever is asked answers, once in a life."""
    answered = False
    for says in list(asking):
        with office.sessions(life.company_id) as session:
            request = asked_requests.find_request(session, life.case_id, says.gate)
        if request is None:
            continue
        ballot = Ballot(
            decision_id=decision_id(life.case_id, says),
            verb=says.verb,
            brief_sha256=request.brief_sha256,
            choice=says.choice,
            reason=says.reason,
            assurance=Assurance.STEPPED_UP,
        )
        answer = Answer(company_id=life.company_id, person_key=says.who, request_id=request.id)
        acknowledge(record_ballot(office, answer, ballot))
        asking.remove(says)
        answered = True
    return answered
