"""What a decision stands on, from what the store holds."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from api.gather.requests import OUTCOMES
from api.gather.resting import resting_view
from api.tongue import say
from api.views.decision import Viewer
from api.views.effects import effects_of
from api.views.standing import (
    CONDITIONS,
    PREMISES,
    ConditionView,
    LookLine,
    PremiseLine,
    StandingView,
    place,
)
from gates.brief import Brief
from gates.facts import FactKind, Standing, judge
from gates.litigation import NewFact
from gates.people import Role
from gates.premises import Premise
from graphs.new_facts import new_facts
from planning import written
from store import asked_requests, conditions, looks, sightings, standing
from store.tables.gates import RequestRow


def standing_view(session: Session, request_id: str, brief: Brief, viewer: Viewer) -> StandingView:
    row = asked_requests.by_id(session, UUID(request_id))
    again = looks.looks_at(session, row.id)
    earlier = asked_requests.by_id(session, row.reopens) if row.reopens else None
    may = _may_reopen(session, row, viewer)
    return StandingView(
        premises=tuple(_premises(session, row, brief)),
        condition=_condition(session, row, brief, viewer),
        compared=tuple(replace(one, where=place(one.where)) for one in brief.compared),
        earlier=_line(earlier, viewer) if earlier is not None else None,
        looks=tuple(_line(look, viewer) for look in again),
        suspended=any(look.closed_at is None for look in again),
        may_reopen=may,
        new_facts=tuple(map(_placed, new_facts(session, row))) if may else (),
        resting=resting_view(session, row, brief, viewer),
    )


def _placed(fact: NewFact) -> NewFact:
    return replace(fact, where=place(fact.where))


def _may_reopen(session: Session, row: RequestRow, viewer: Viewer) -> bool:
    """A decided matter that nothing looks at yet, for who sits in it and the S&OP lead."""
    settled = row.outcome in looks.STOOD and row.reopens is None
    if not settled or looks.is_suspended(session, row.id):
        return False
    seats = {seat.key for seat in asked_requests.seated(session, row.id)}
    return viewer.key in seats or viewer.role == Role.SOP_LEAD


def _premises(session: Session, row: RequestRow, brief: Brief) -> Iterator[PremiseLine]:
    kept = standing.premise_rows(session, row.id)
    for one in kept:
        yield _kept(session, row.cycle_id, standing.premise_of(one), one.state)
    if not kept and row.closed_at is None:
        for premise in brief.premises_of(brief.settles_on(None)):
            state = PREMISES["asked"]
            yield PremiseLine(says=premise.says, was=premise.was, now="", where="", state=state)


def _kept(session: Session, cycle_id: int, premise: Premise, state: str) -> PremiseLine:
    """What people's evidence says shows beside; what the files say is looked at when they load."""
    now, where = "", ""
    if premise.predicate.fact is FactKind.PROVEN:
        sighting = sightings.of_action(session, cycle_id, premise.predicate.code)
        found = judge(premise.predicate, sighting.evidence if sighting else None)
        if found.standing is Standing.UNKNOWN and state == "stands":
            state = "unknown"
        if sighting is not None and sighting.evidence.quantity is not None:
            now, where = written.number(sighting.evidence.quantity), sighting.evidence.source
    return PremiseLine(
        says=premise.says, was=premise.was, now=now, where=place(where), state=PREMISES[state]
    )


def _condition(
    session: Session, row: RequestRow, brief: Brief, viewer: Viewer
) -> ConditionView | None:
    kept = conditions.condition_row(session, row.id)
    if kept is None:
        return None
    condition = conditions.condition_of(kept)
    settled_at = kept.settled_at.astimezone(viewer.zone) if kept.settled_at else None
    return ConditionView(
        says=condition.says,
        until=condition.until.astimezone(viewer.zone),
        holds_for=brief.option(condition.holds_for).name,
        fallback=brief.option(condition.fallback).name,
        state=CONDITIONS[kept.state],
        settled_at=settled_at,
        effects=effects_of(brief, condition.fallback, alone=True),
    )


def _line(row: RequestRow, viewer: Viewer) -> LookLine:
    if row.closed_at is None:
        says = say("Waits for an answer")
    else:
        outcome = OUTCOMES[row.outcome or "withdrawn"]
        says = f"{outcome.capitalize()}, {written.moment(row.closed_at.astimezone(viewer.zone))}"
    return LookLine(href=f"/requests/{row.id}", question=row.question, says=says)
