"""What the briefs of the reviews, the trade-off and the lock say, gathered from our tables."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agents.briefs.snapshot import Reconciliation, Reviewed
from agents.scenario_drafter import recommend
from gates.brief import Evidence
from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from graphs.case_state import CaseState
from graphs.frozen import Supply
from graphs.last_time import last_time
from graphs.sold_before import sold_before
from store import asked_requests, baselines, looks, plans
from store.asked_requests import Said
from store.tables.cycles import CycleRow


def snapshot_of(
    session: Session, state: CaseState, supply: Supply, *, now: datetime, due: datetime
) -> Reconciliation:
    cycle = session.get_one(CycleRow, state["subject_id"])
    today = now.astimezone(supply.zone).date()
    signed = _baseline(session, state)
    drafted = [one for one in supply.options if one.scenario.changed_from is None]
    return Reconciliation(
        company=supply.company,
        cycle=cycle.name,
        constraints=supply.constraints,
        options=supply.options,
        pick=recommend(supply.company, drafted, supply.constraints, today=today),
        now=now.astimezone(supply.zone),
        due=due.astimezone(supply.zone),
        since=(*_sent_back(session, state), *last_time(session, cycle), *signed.since),
        contradictions=tuple(
            str(row.content["says"]) for row in plans.contradictions_of(session, cycle.id)
        ),
        last_plan=sold_before(session, cycle),
        waived=signed.waived,
        evidence=signed.evidence,
        submitters=signed.submitters,
        reviews=_reviews(session, state),
        gates=supply.gates,
        recipes=supply.recipes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What the frozen baseline's own brief said."""

    since: tuple[str, ...]
    waived: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    submitters: tuple[str, ...]


def _baseline(session: Session, state: CaseState) -> Signed:
    baseline = baselines.frozen(session, state["subject_id"])
    assert baseline is not None
    assert baseline.frozen_by is not None
    request = asked_requests.by_id(session, baseline.frozen_by)
    brief = asked_requests.brief_now(session, request)
    sections = {section.key: section.lines for section in brief.sections}
    return Signed(
        since=sections.get("since", ()),
        waived=sections.get("waived", ()),
        evidence=brief.evidence,
        submitters=(*brief.authors, *brief.submitters),
    )


def _reviews(session: Session, state: CaseState) -> tuple[Reviewed, ...]:
    """The round's reviews, as far as they are in; who looked again, with their last word."""
    key = f"{REVIEW.name}/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    if request is None:
        return ()
    words = {
        said.by.key: said
        for one in (request, *looks.looks_at(session, request.id))
        for said in asked_requests.said_in(session, one.id)
    }
    return tuple(
        Reviewed(
            name=said.by.name,
            role=said.by.title,
            verb=said.verb,
            choice=said.choice,
            reason=said.reason,
        )
        for said in words.values()
    )


def _sent_back(session: Session, state: CaseState) -> tuple[str, ...]:
    """Why an earlier round came back, in the words of whoever sent it."""
    told: list[str] = []
    for number in range(1, state["round"]):
        for gate in (TRADE_OFF, EXECUTIVE_LOCK):
            request = asked_requests.find_request(
                session, state["case_id"], f"{gate.name}/{number}"
            )
            rounds = (request, *looks.looks_at(session, request.id)) if request else ()
            for one in rounds:
                if one.outcome in looks.FELL:
                    told += [_in_words(said) for said in asked_requests.said_in(session, one.id)]
    return tuple(told)


def _in_words(said: Said) -> str:
    return f"{said.by.name} sent it back: “{said.reason}”"
