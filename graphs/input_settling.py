"""An input stands: its version is accepted, its owner thanked, the cycle told."""

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.letter_kinds import Kind
from gates.people import agent
from graphs.case_state import CaseState
from graphs.demand import redraft_baseline, ring_cycle
from graphs.input_escalating import withdraw
from graphs.input_facts import input_facts, sending
from graphs.input_letters import written
from graphs.input_page import page_link
from graphs.letters import Wording
from graphs.opening_cases import start_in
from graphs.phrases import counted
from graphs.posting import hold
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from store import cases, inputs, ledger, messages, submissions
from store.tables.cycles import CaseRow, CycleRow
from store.tables.inputs import InputRequestRow, SubmissionRow

CHECKER = agent("input_checker")


def accept(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The latest version counts from now on; an earlier one gives way."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        submission = submissions.latest_submission(session, facts.input_id)
        assert submission is not None
        understood = _understood(session, submission)
        version, received = submission.version, submission.received_at
    opens = page_link(facts, at=tools.now())

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.InputAccepted(
            reader=reader,
            words=words,
            path=opens.path,
            what=facts.what,
            version=version,
            received=received,
            understood=understood,
        )

    letter = written(
        tools, state, facts, f"accepted/{version}", Wording(kind=Kind.INPUT_ACCEPTED), view, opens
    )
    with tools.sessions(state["company_id"]) as session:
        _accept(tools, session, state)
        hold(tools, session, letter, sending(tools, state))
    tools.reached("input.accepted")
    return {}


def _accept(tools: Tools, session: Session, state: CaseState) -> None:
    at = tools.now()
    asked = session.get_one(InputRequestRow, state["subject_id"])
    submission = submissions.latest_submission(session, asked.id)
    assert submission is not None
    if submission.state == "accepted":
        return
    withdraw(session, state["case_id"], asked, at)
    inputs.accept(session, submission, at=at)
    ring_cycle(tools, session, asked.cycle_id)
    redraft_baseline(tools, session, asked.cycle_id)
    ledger.append(
        session,
        ledger.in_case(asked.company_id, state["case_id"]),
        at=at,
        kind="input_accepted",
        actor=CHECKER,
        subject=f"input:{asked.id}",
        facts={"region": asked.region, "version": submission.version},
    )


def _understood(session: Session, submission: SubmissionRow) -> tuple[views.Fact, ...]:
    """What we read, for its owner to recognise: months with their totals."""
    by_month: dict[str, int] = {}
    for line in submissions.lines_of(session, submission.id):
        label = f"{line.month:%B %Y}"
        by_month[label] = by_month.get(label, 0) + line.units
    return tuple(
        views.Fact(label=month, value=counted(units, "unit")) for month, units in by_month.items()
    )


def finish(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The baseline is frozen: what comes now, or wasn't read yet, goes the way of a change."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        session.get_one(CaseRow, state["case_id"], with_for_update=True)
        asked = session.get_one(InputRequestRow, state["subject_id"])
        cycle = session.get_one(CycleRow, asked.cycle_id)
        for message in messages.new_messages(session, state["case_id"]):
            start_in(tools, session, cycle, "late_input", message.id)
        withdraw(session, state["case_id"], asked, at)
        cases.cancel_waits(session, case_id=state["case_id"], at=at)
    return {}
