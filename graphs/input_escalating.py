"""Going on without an input: the S&OP lead is asked, and the answer takes effect."""

from datetime import datetime
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.brief_missing_input import WAIT, MissingInputSnapshot, missing_input_brief
from gates.catalogue import MISSING_INPUT
from gates.gate import Gate
from gates.people import agent
from gates.rules import Outcome
from graphs.asking import Question, ask_people
from graphs.case_state import CaseState
from graphs.demand import redraft_baseline, ring_cycle
from graphs.input_decided_letters import last_request, not_waited_for
from graphs.input_facts import HOLDS_UP, InputFacts, input_facts, sending
from graphs.own_calendar import OwnCalendar
from graphs.posting import hold
from graphs.reminding import DAY_ENDS, set_timers
from graphs.tools import Tools
from planning.calendar_weeks import working_day_after
from planning.checks.expected import expected_months
from planning.company import Company
from planning.directory import read_company
from planning.substitution import substitution_risk
from store import asked_requests, cycles, inputs, ledger, people, submissions
from store.tables.cycles import CaseRow
from store.tables.gates import RequestRow
from store.tables.inputs import InputRequestRow

MORE_TIME_WORKING_DAYS = 1
CHECKER = agent("input_checker")


def key_of(asked: InputRequestRow) -> str:
    """One question a deadline: a later deadline may be asked about again."""
    return f"missing_input/{asked.due_at:%Y-%m-%dT%H:%M}"


def open_question(session: Session, case: CaseRow, asked: InputRequestRow) -> RequestRow | None:
    request = asked_requests.find_request(session, case.id, key_of(asked))
    return request if request is not None and request.closed_at is None else None


def decided(session: Session, case: CaseRow, asked: InputRequestRow) -> bool:
    """Whether the lead has said how to go on and nothing followed yet."""
    if asked.state != "escalated":
        return False
    request = asked_requests.find_request(session, case.id, key_of(asked))
    return request is not None and request.closed_at is not None


def withdraw(session: Session, case_id: str, asked: InputRequestRow, at: datetime) -> None:
    """The answer came after all: nobody needs to decide how to go on without it."""
    request = asked_requests.find_request(session, case_id, key_of(asked))
    if request is not None:
        asked_requests.withdraw(request, at=at)


def escalate(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Ask the S&OP lead whether to wait or to go on with last cycle's numbers."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        key = key_of(session.get_one(InputRequestRow, facts.input_id))
        gate = cycles.gates_of(session, state["case_id"])[MISSING_INPUT.name]
        brief = missing_input_brief(_missing(session, facts, gate, tools.now()))
    ask_people(tools, state, Question(key=key, gate=gate, brief=brief))
    with tools.sessions(state["company_id"]) as session:
        session.get_one(InputRequestRow, facts.input_id).state = "escalated"
    tools.reached("input.escalated")
    return {}


def settle(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What the lead decided happens, and the owner is told: more time, or not waited for."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        asked = session.get_one(InputRequestRow, facts.input_id)
        request = asked_requests.find_request(session, state["case_id"], key_of(asked))
    if request is None or request.outcome != Outcome.APPROVED.value:
        return {}
    until = more_time_until(read_company(facts.files), at)
    waits = request.choice == WAIT
    letter = (
        last_request(tools, state, facts, until) if waits else not_waited_for(tools, state, facts)
    )
    with tools.sessions(state["company_id"]) as session:
        asked = session.get_one(InputRequestRow, facts.input_id)
        if waits:
            ask_again(session, session.get_one(CaseRow, state["case_id"]), until, at)
        else:
            asked.state = "substituted"
            asked.settled_at = at
            ring_cycle(tools, session, asked.cycle_id)
            redraft_baseline(tools, session, asked.cycle_id)
        hold(tools, session, letter, sending(tools, state))
        ledger.append(
            session,
            ledger.over(request),
            at=at,
            kind="missing_input_settled",
            actor=CHECKER,
            subject=f"input:{asked.id}",
            facts={"region": asked.region, "choice": request.choice, "request": str(request.id)},
        )
    return {}


def _missing(session: Session, facts: InputFacts, gate: Gate, at: datetime) -> MissingInputSnapshot:
    company = read_company(facts.files)
    zone = ZoneInfo(company.timezone)
    asked = inputs.inputs_of(session, facts.cycle_id)
    settled = sum(one.state in inputs.SETTLED for one in asked)
    higher = people.holder(session, asked[0].company_id, gate.escalates_to)
    return MissingInputSnapshot(
        cycle=facts.cycle,
        region=next(r.name for r in company.regions if r.code == facts.region),
        region_code=facts.region,
        owner=facts.owner.name,
        at=at.astimezone(zone),
        due=facts.due_at.astimezone(zone),
        reminders=facts.reminders,
        settled=f"{settled} of {len(asked)} regions",
        at_risk=substitution_risk(company, facts.region, expected_months(company)),
        decide_by=(at + gate.due).astimezone(zone),
        wait_until=more_time_until(company, at),
        escalates_to=higher.name,
        holds_up=HOLDS_UP,
    )


def more_time_until(company: Company, at: datetime) -> datetime:
    """The cut-off on the next working day, in the company's time."""
    zone = ZoneInfo(company.timezone)
    today = at.astimezone(zone).date()
    day = working_day_after(today, MORE_TIME_WORKING_DAYS, company.closed_days)
    return datetime.combine(day, DAY_ENDS, zone)


def ask_again(session: Session, case: CaseRow, due_at: datetime, at: datetime) -> None:
    """The input is owed once more, until then, with reminders of its own."""
    asked = session.get_one(InputRequestRow, case.subject_id)
    asked.due_at = due_at
    asked.state = "sent_back" if submissions.latest_submission(session, asked.id) else "asked"
    asked.settled_at = None
    cadence = cycles.playbook_of(session, case).inputs
    own = OwnCalendar(people.by_id(session, asked.owner_id).timezone)
    asked.reminders = set_timers(session, case, due_at, cadence, at, own)
