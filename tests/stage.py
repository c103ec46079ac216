"""A small stage for tests: a company with a cast, an office, and a case of two pauses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypedDict, cast
from uuid import UUID, uuid4

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt
from sqlalchemy import Table, bindparam, select
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from gates import playbook
from gates.brief import Brief, Option, Silence, Stake, WhyNow
from gates.catalogue import TRADE_OFF
from gates.chain import Channel
from gates.deciding import Ballot
from gates.gate import Verb
from gates.people import Role, agent
from gates.tiers import Assurance
from graphs.pausing import gate_pause
from graphs.tools import Tools
from graphs.versions import GRAPH_VERSIONS
from runtime.checkpoints import Graph
from runtime.office import Office, open_office
from runtime.settings import Settings
from store import effects, ledger, redrafting, requests
from store.ledger import Occasion
from store.tables.cycles import CaseRow, CycleRow, PlaybookRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from store.tables.people import CompanyRow, PersonRow

NOW = datetime(2026, 11, 5, 9, 40, tzinfo=UTC)
REQUESTS = cast("Table", RequestRow.__table__)
DECIDED = select(REQUESTS.c.id, REQUESTS.c.choice).where(REQUESTS.c.case_id == bindparam("case"))
CAST = (
    ("ines", "Ines Moreau", Role.COO),
    ("marta", "Marta Lindqvist", Role.SALES_LEAD),
    ("jonas", "Jonas Weber", Role.OPERATIONS_LEAD),
    ("priya", "Priya Nair", Role.FINANCE_LEAD),
    ("henrik", "Henrik Halden", Role.GENERAL_MANAGER),
)


class TradeOff(TypedDict, total=False):
    company_id: int
    case_id: str
    subject_id: int


def ask(state: TradeOff, runtime: Runtime[Tools]) -> TradeOff:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        case = session.get_one(CaseRow, state["case_id"])
        requests.open_request(
            session, case=case, key="trade_off", gate=TRADE_OFF, brief=brief(), at=tools.now()
        )
    tools.reached("stage.asked")
    return {}


def await_decision(state: TradeOff) -> TradeOff:
    interrupt(gate_pause("trade_off"))
    return {}


def act(state: TradeOff, runtime: Runtime[Tools]) -> TradeOff:
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        request = session.execute(DECIDED, {"case": state["case_id"]}).one()
        told = effects.NewEffect(
            key=f"{state['case_id']}/told",
            kind="mail",
            content={"choice": request.choice},
            held_until=at + timedelta(days=1),
            case_id=state["case_id"],
            request_id=request.id,
        )
        effects.hold(session, state["company_id"], told, at=at)
    tools.reached("stage.acted")
    return {}


def build(saver: PostgresSaver) -> Graph:
    graph: StateGraph[TradeOff, Tools, TradeOff, TradeOff] = StateGraph(
        TradeOff, context_schema=Tools
    )
    graph.add_node("ask", ask)
    graph.add_node("await_decision", await_decision)
    graph.add_node("act", act)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "await_decision")
    graph.add_edge("await_decision", "act")
    graph.add_edge("act", END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


def weigh(state: TradeOff, runtime: Runtime[Tools]) -> TradeOff:
    """Long work: its result is kept in our tables, and looked for there first."""
    tools = runtime.context
    key = f"{state['case_id']}/weighed"
    with tools.sessions(state["company_id"]) as session:
        if not session.query(EffectRow).filter_by(key=key).count():
            kept = effects.NewEffect(
                key=key,
                kind="export",
                content={"result": str(uuid4())},
                held_until=NOW + timedelta(days=3650),
            )
            effects.hold(session, state["company_id"], kept, at=tools.now())
    tools.reached("stage.weighed")
    return {}


def tell(state: TradeOff, runtime: Runtime[Tools]) -> TradeOff:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        key = f"{state['case_id']}/weighed"
        weighed = session.query(EffectRow).filter_by(key=key).one()
        told = effects.NewEffect(
            key=f"{state['case_id']}/told again",
            kind="mail",
            content=weighed.content,
            held_until=NOW + timedelta(days=3650),
        )
        effects.hold(session, state["company_id"], told, at=tools.now())
    tools.reached("stage.told")
    return {}


def build_long(saver: PostgresSaver) -> Graph:
    """Three steps after the gate, and nothing kept of where the case is in between."""
    graph: StateGraph[TradeOff, Tools, TradeOff, TradeOff] = StateGraph(
        TradeOff, context_schema=Tools
    )
    graph.add_node("ask", ask)
    graph.add_node("await_decision", await_decision)
    graph.add_node("act", act)
    graph.add_node("weigh", weigh)
    graph.add_node("tell", tell)
    graph.add_edge("ask", "await_decision")
    graph.add_edge("await_decision", "act")
    graph.add_edge("act", "weigh")
    graph.add_edge("weigh", "tell")
    graph.add_edge(START, "ask")
    graph.add_edge("tell", END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


def brief(**changes: Any) -> Brief:
    option = Option(
        key="build_early", name="Build early", summary="", values={}, choose_by=None, breaks_if=""
    )
    said: dict[str, Any] = {
        "gate": "trade_off",
        "subject": "Supply trade-off, November 2026",
        "question": "Approve building Oat Bars early to supply the +15 % promotion?",
        "why_now": WhyNow(rule="component cover", observed="7 %", threshold="15 %", at=NOW),
        "stake": Stake(amount_eur=Decimal(182_000), headline="€182k margin", detail=""),
        "silence": Silence(headline="Escalates to the GM", detail=""),
        "authors": ("marta",),
        "options": (option,),
    }
    return Brief(**(said | changes))


def office_at(url: URL, *, now: Callable[[], datetime] | None = None, **settings: Any) -> Office:
    given = Settings(database_url=url.render_as_string(hide_password=False), **settings)
    return open_office(given, {"cycle": build, "follow_up": build_long}, now=now)


def set_up_company(office: Office) -> int:
    """Company, cast, playbook, cycle and an empty ledger; returns the company's id."""
    with office.unfenced() as session:
        company = CompanyRow(
            slug=f"c-{uuid4().hex[:8]}", name="Halden", timezone="Europe/Copenhagen", master_data={}
        )
        session.add(company)
        session.flush()
        for key, name, role in CAST:
            session.add(
                PersonRow(
                    company_id=company.id,
                    key=key,
                    name=name,
                    email=f"{key}@{company.slug}.example",
                    role=role.value,
                    title=role.value,
                    timezone="Europe/Copenhagen",
                )
            )
        book = playbook.Playbook()
        session.merge(PlaybookRow(sha256=playbook.version(book), content=playbook.plain(book)))
        session.flush()
        session.add(
            CycleRow(
                company_id=company.id,
                name="November 2026",
                month=date(2026, 11, 1),
                step="reconciliation",
                playbook=playbook.version(book),
                opened_at=NOW,
                inputs_due_at=NOW + timedelta(days=3),
            )
        )
        ledger.begin(session, company.id)
        return company.id


def nowhere(company_id: int) -> Occasion:
    """For events of no case."""
    return Occasion(company_id=company_id, channel=Channel.WORKER, case_id=None, brief_sha256=None)


def case_row(
    office: Office, company_id: int, case_id: str | None = None, kind: str = "cycle"
) -> CaseRow:
    with office.sessions(company_id) as session:
        cycle = session.query(CycleRow).one()
        return CaseRow(
            id=case_id or f"cycle:{uuid4()}",
            company_id=company_id,
            cycle_id=cycle.id,
            kind=kind,
            subject_id=cycle.id,
            graph_version=GRAPH_VERSIONS[kind],
            playbook=cycle.playbook,
        )


def request_of(office: Office, company_id: int, case_id: str) -> RequestRow:
    with office.sessions(company_id) as session:
        return session.query(RequestRow).filter_by(case_id=case_id).one()


class Died(BaseException):
    """What a process that is gone has done stays, and it does nothing more."""


def dying_at(office: Office, place: str) -> Office:
    """The same office in a process that dies when it comes by the place."""

    def reached(name: str) -> None:
        if name == place:
            raise Died

    return replace(office, reached=reached)


def redraft(session: Session, request: RequestRow, brief: Brief, at: datetime) -> bool:
    """As the agents do it when data moves."""
    return redrafting.redraft(session, request, brief, by=agent("monitor"), at=at)


def ballot(request: RequestRow, decision_id: UUID | None = None, **changes: Any) -> Ballot:
    said: dict[str, Any] = {
        "decision_id": decision_id or uuid4(),
        "verb": Verb.APPROVE,
        "brief_sha256": request.brief_sha256,
        "choice": "build_early",
        "assurance": Assurance.STEPPED_UP,
    }
    return Ballot(**(said | changes))
