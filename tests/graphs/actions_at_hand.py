"""Two actions of a hand-made decision: the second waits for the first. No cycle is lived."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from gates.brief import Brief, Silence, Stake, WhyNow
from gates.catalogue import EXECUTIVE_LOCK
from gates.evidence import DoneWhen, EvidenceKind, plain_predicate
from graphs.case_state import CaseState
from graphs.opening_cases import start
from runtime.opening import open_cycle
from store import actions, cases, people, requests
from store.actions import NewAction
from store.tables.cycles import CaseRow
from tests.living import MONTH, Living

CONFIRM = DoneWhen(
    kind=EvidenceKind.CONFIRMED_QUANTITY,
    says="a confirmed quantity of at least 12,550 kg by Mon 30 Nov",
    at_least=Decimal(12_550),
    by=date(2026, 11, 30),
)
SCHEDULE = DoneWhen(kind=EvidenceKind.FILE, says="the schedule as a file")
STATED = DoneWhen(kind=EvidenceKind.STATEMENT, says="a statement that it is rostered")
DUE = timedelta(days=4, hours=9)


def hand_out(life: Living, first: DoneWhen = CONFIRM, second: DoneWhen = SCHEDULE) -> None:
    """Tomas has the first action, Aino the second, from a lock whose undo window is over."""
    cycle_id = open_cycle(life.office, life.company_id, month=MONTH)
    with life.office.sessions(life.company_id) as session:
        case = session.get_one(CaseRow, f"cycle:{cycle_id}")
        case.state = "done"  # this cycle's own story is not lived here
        case.seen = case.rings
        request = requests.open_request(
            session,
            case=case,
            key="lock",
            gate=EXECUTIVE_LOCK,
            brief=_brief(life),
            at=life.clock.at,
        )
        request_id = request.id
    life.decide("executive_lock", "henrik")
    life.wait(minutes=30)
    tools = life.office.tools
    with life.office.sessions(life.company_id) as session:
        state: CaseState = {
            "company_id": life.company_id,
            "case_id": f"cycle:{cycle_id}",
            "subject_id": cycle_id,
        }
        for key, owner, wanted, after in (
            ("confirm", "tomas", first, ()),
            ("reschedule", "aino", second, ("confirm",)),
        ):
            new = _action(life, cycle_id, request_id, key, wanted, after)
            who = people.by_key(session, life.company_id, owner)
            action_id = actions.make(session, life.company_id, _owned(new, who.person_id))
            start(tools, session, state, kind="follow_up", subject_id=action_id)
        cases.ring(session, f"cycle:{cycle_id}")
        case = session.get_one(CaseRow, f"cycle:{cycle_id}", with_for_update=True)
        case.seen = case.rings
    life.settle()


def _action(
    life: Living,
    cycle_id: int,
    request_id: UUID,
    key: str,
    wanted: DoneWhen,
    after: tuple[str, ...],
) -> NewAction:
    return NewAction(
        cycle_id=cycle_id,
        request_id=request_id,
        key=key,
        title=f"Action {key}",
        deliverable=wanted.says,
        owner_id=0,
        depends_on=after,
        done_when=plain_predicate(wanted),
        due_at=life.clock.at + DUE,
    )


def _owned(new: NewAction, owner_id: int) -> NewAction:
    return replace(new, owner_id=owner_id)


def _brief(life: Living) -> Brief:
    at: datetime = life.clock.at
    return Brief(
        gate="executive_lock",
        subject="November 2026",
        question="Lock the plan?",
        why_now=WhyNow(rule="a choice was made", observed="1", threshold="1", at=at),
        stake=Stake(amount_eur=Decimal(90_000), headline="€90k margin", detail="against nothing"),
        silence=Silence(headline="Escalates", detail="to the S&OP lead"),
        authors=("ines",),
    )
