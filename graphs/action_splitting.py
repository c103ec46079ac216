"""Splitting an action: its parts are actions of their own, and it is done when they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState
from gates.evidence import (
    Evidence,
    is_done,
    plain_evidence,
    plain_predicate,
    restore_evidence,
    restore_predicate,
)
from gates.people import person
from gates.splitting import Part, check_parts, part_of, together
from graphs.action_offers import offer
from graphs.case_state import CaseState
from graphs.opening_cases import start_in
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from planning import written
from store import actions, ledger, people
from store.actions import NewAction, NewUpdate
from store.ledger import Occasion
from store.people import Addressee
from store.tables.actions import ActionRow
from store.tables.cycles import CycleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitting:
    """What its owner says how to split it, and how that came."""

    parts: tuple[Part, ...]
    today: date
    """Where its owner is."""
    at: datetime
    occasion: Occasion


def is_split(session: Session, action: ActionRow) -> bool:
    """Whether a part is still open. Where the rest was called off, the whole goes on by itself."""
    return any(ActionState(part.state) in OPEN for part in actions.parts_of(session, action.id))


def are_done(session: Session, action: ActionRow) -> bool:
    """Whether all its parts are done and do, together, what is asked of it now."""
    if action.evidence is not None:
        return False
    parts = actions.parts_of(session, action.id)
    if not parts or any(part.state != ActionState.DONE for part in parts):
        return False
    owner = people.by_id(session, action.owner_id)
    return is_done(restore_predicate(action.done_when), _proof(action, owner, parts)).done


def split(tools: Tools, session: Session, action: ActionRow, said: Splitting) -> None:
    """Make the parts. Each is the splitter's until who it is meant for says yes.

    Raises a `Refusal` where they don't add up to the whole.
    """
    owner = people.by_id(session, action.owner_id)
    zone = ZoneInfo(owner.timezone)
    wanted = restore_predicate(action.done_when)
    check_parts(wanted, action.due_at.astimezone(zone).date(), said.parts, said.today)
    receivers = [people.by_key(session, action.company_id, part.to) for part in said.parts]
    cycle = session.get_one(CycleRow, action.cycle_id)
    first = len(actions.parts_of(session, action.id)) + 1
    for number, (part, to) in enumerate(zip(said.parts, receivers, strict=True), first):
        row = _make(session, action, owner, part, f"{action.key}/part-{number}")
        start_in(tools, session, cycle, "follow_up", row.id)
        if to.person_id != owner.person_id:
            offer(session, row, to, reason=part.words, at=said.at)
    actions.set_state(action, ActionState.IN_PROGRESS)
    names = written.listed([to.name for to in receivers])
    text = f"{owner.name} split it into {written.counted(len(receivers), 'part')}: {names}."
    actions.note(session, action, NewUpdate(kind="split", text=text, at=said.at))
    ledger.append(
        session,
        said.occasion,
        at=said.at,
        kind="action_split",
        actor=person(owner.key, owner.role),
        subject=f"action:{action.id}",
        facts={"action": action.key, "parts": [part.to for part in said.parts]},
    )


def _make(session: Session, whole: ActionRow, owner: Addressee, part: Part, key: str) -> ActionRow:
    own = part_of(restore_predicate(whole.done_when), part)
    ends = datetime.combine(part.due, DAY_ENDS, ZoneInfo(owner.timezone))
    new = NewAction(
        cycle_id=whole.cycle_id,
        request_id=whole.request_id,
        key=key,
        title=f"{whole.title}: {_which(part, key)}",
        deliverable=own.says,
        owner_id=owner.person_id,
        depends_on=(),
        done_when=plain_predicate(own),
        due_at=min(ends, whole.due_at),
        part_of=whole.id,
    )
    return session.get_one(ActionRow, actions.make(session, whole.company_id, new))


def _which(part: Part, key: str) -> str:
    words = " ".join(part.words.split())
    share = f"{part.share:,f}" if part.share is not None else ""
    return " ".join(filter(None, (share, words))) or key.rsplit("/", 1)[-1].replace("-", " ")


def join(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The evidence of the parts, together, is the whole's."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        action = session.get_one(ActionRow, state["subject_id"], with_for_update=True)
        if not are_done(session, action):
            return {}
        owner = people.by_id(session, action.owner_id)
        shown = _proof(action, owner, actions.parts_of(session, action.id))
        action.evidence = plain_evidence(shown)
        action.last_evidence, action.last_evidence_at = action.evidence, tools.now()
        said = NewUpdate(kind="joined", text="All its parts are done.", at=tools.now())
        actions.note(session, action, said)
    return {}


def _proof(action: ActionRow, owner: Addressee, parts: Sequence[ActionRow]) -> Evidence:
    shown = [(part.id, restore_evidence(part.evidence)) for part in parts if part.evidence]
    return together(restore_predicate(action.done_when), owner.key, shown)
