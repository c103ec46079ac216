"""A playbook's change at its gate: what people are asked, and what their answer makes of it."""

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.brief_playbook_change import Proposed, playbook_change_brief
from gates.brief import Brief
from gates.catalogue import PLAYBOOK_CHANGE
from gates.direction.comparing import turned
from gates.gate import Gate
from gates.people import agent
from gates.rules import Outcome
from graphs.asking import Question, ask_people
from graphs.case_state import CaseState
from graphs.tools import Tools
from store import asked_requests, canaries, cycles, ledger, people, playbooks
from store.tables.cycles import CaseRow, PlaybookActivationRow, PlaybookDraftRow
from store.tables.gates import RequestRow
from store.tables.playbooks import PlaybookCanaryRow, PlaybookCanaryStepRow

KEY = "playbook_change"
KEEPER = agent("playbook_keeper")
SETTLED = "playbook_change_settled"


def ask(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Put the draft and its preview to the gate, as the active playbook has it."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        gate = cycles.gates_of(session, state["case_id"])[PLAYBOOK_CHANGE.name]
        brief = _brief(tools, session, state, gate)
    ask_people(tools, state, Question(key=KEY, gate=gate, brief=brief))
    tools.reached("playbook.asked")
    return {}


def _brief(tools: Tools, session: Session, state: CaseState, gate: Gate) -> Brief:
    draft = session.get_one(PlaybookDraftRow, state["subject_id"])
    case = session.get_one(CaseRow, state["case_id"])
    preview = playbooks.preview_of(session, draft.company_id, draft.playbook, case.playbook)
    was, now = (playbooks.content(session, one) for one in (case.playbook, draft.playbook))
    author = people.by_id(session, draft.author_id)
    assert preview is not None
    assert was is not None
    assert now is not None
    return playbook_change_brief(
        Proposed(
            playbook=draft.playbook,
            before=case.playbook,
            author_key=author.key,
            author=author.name,
            why=draft.why,
            cells=turned(was, now),
            preview_sha256=preview.sha256,
            previewed_at=preview.made_at,
            line=preview.content["line"],
            verdict=preview.content["verdict"],
            reasons=tuple(preview.content["reasons"]),
            not_answerable=tuple(preview.content["not_answerable"]),
            first=_first(session, draft),
            escalates_to=people.holder(session, draft.company_id, gate.escalates_to).name,
            at=tools.now(),
        )
    )


def _first(session: Session, draft: PlaybookDraftRow) -> str:
    """Who would live it first, in words; empty where it is for all at once."""
    canary = canaries.wanted(session, draft.id)
    if canary is None:
        return ""
    if canary.whole_cycle:
        return "the next cycle and its gates"
    if canary.region is not None:
        return f"the inputs of {canary.region}"
    return f"{canary.share_pct} % of inputs and actions"


def settle(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Approved, it is active from now on, if what it was compared with still is."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        request = asked_requests.find_request(session, state["case_id"], KEY)
        assert request is not None
        subject = f"request:{request.id}"
        if not ledger.is_told(session, state["company_id"], subject, SETTLED):
            active = _settle(tools, session, state, request)
            ledger.append(
                session,
                ledger.over(request),
                at=tools.now(),
                kind=SETTLED,
                actor=KEEPER,
                subject=subject,
                facts={"outcome": request.outcome, "active": active},
            )
    tools.reached("playbook.settled")
    return {}


def _settle(tools: Tools, session: Session, state: CaseState, request: RequestRow) -> str:
    """What is active after it."""
    draft = session.get_one(PlaybookDraftRow, state["subject_id"])
    case = session.get_one(CaseRow, state["case_id"])
    active = version_now(session, draft.company_id)
    signed = {one.sha256 for one in asked_requests.brief_now(session, request).evidence}
    bound = {draft.playbook, case.playbook} <= signed
    if request.outcome != Outcome.APPROVED.value or active != case.playbook or not bound:
        return active
    said = asked_requests.said_in(session, request.id)[-1]
    canary = canaries.wanted(session, draft.id)
    if canary is not None:
        by_id = people.by_key(session, draft.company_id, said.by.key).person_id
        _start(tools, session, canary, request, by_id, draft.why)
        return active
    playbooks.add_activation(
        session,
        PlaybookActivationRow(
            company_id=draft.company_id,
            playbook=draft.playbook,
            before=active,
            grounds="approved",
            by_id=people.by_key(session, draft.company_id, said.by.key).person_id,
            why=draft.why,
            at=tools.now(),
            request_id=request.id,
        ),
    )
    return draft.playbook


def _start(
    tools: Tools,
    session: Session,
    canary: PlaybookCanaryRow,
    request: RequestRow,
    by_id: int,
    why: str,
) -> None:
    """Lived by a few first; where another canary lives meanwhile the approval lapses."""
    if canaries.living(session, canary.company_id) is not None:
        return
    row = PlaybookCanaryStepRow(
        company_id=canary.company_id,
        canary_id=canary.id,
        step="started",
        by_id=by_id,
        why=why,
        at=tools.now(),
        request_id=request.id,
    )
    canaries.add(session, row)


def version_now(session: Session, company_id: int) -> str:
    """The digest of what is active; nobody activates anything until the transaction ends."""
    playbooks.lock(session, company_id)
    return playbooks.active_digest(session, company_id)
