"""Saying how streams count in a cycle's demand, or a number that stands; and taking that back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.errors import MoveNotAllowed, NotYourDecision, ReasonMissing
from gates.people import Role, person
from graphs.demand import redraft_baseline
from graphs.demand_said import OVERRIDE, WEIGHT, company_said, overrides_of, weights_of
from planning.demand_said import wrong_in
from runtime.office import Office
from runtime.open_inputs import FROZEN
from store import baselines, demand_said, ledger
from store.cycles import cycle_case
from store.demand_said import DemandSaid
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.cycles import CycleRow
from store.tables.demand_said import DemandSaidRow
from store.tables.people import PersonRow

MAY_SAY = frozenset({Role.DEMAND_MANAGER, Role.SOP_LEAD, Role.SALES_LEAD})
LONGEST_REASON = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose demand it is about. None is every region, or every family."""

    region: str | None = None
    family: str | None = None
    sku: str | None = None
    tier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it, of which cycle."""

    company_id: int
    person_key: str
    cycle_id: int


def say_weights(
    office: Office, by: Speaker, place: Place, weights: Mapping[str, Decimal], reason: str
) -> None:
    """How much each stream counts there. Refused without a reason, a role, or once it is frozen."""
    rows = [
        DemandSaidRow(
            kind=WEIGHT, stream=stream, region=place.region, family=place.family, amount=weight
        )
        for stream, weight in weights.items()
    ]
    if not rows:
        raise MoveNotAllowed("Give at least one stream a weight.")
    facts: dict[str, Json] = {
        "weights": {stream: str(weight) for stream, weight in weights.items()}
    }
    _say(office, by, rows, reason, kind="weights_said", facts=_of(place) | facts)


def say_override(
    office: Office, by: Speaker, place: Place, month: date, units: int, reason: str
) -> None:
    """The number that stands there whatever the streams say. Refused as above."""
    row = DemandSaidRow(
        kind=OVERRIDE,
        region=place.region,
        family=place.family,
        sku=place.sku,
        tier=place.tier,
        month=month.replace(day=1),
        amount=Decimal(units),
    )
    facts: dict[str, Json] = {"month": f"{month:%Y-%m}", "units": units}
    _say(office, by, [row], reason, kind="override_said", facts=_of(place) | facts)


def take_back(office: Office, by: Speaker, said_id: int) -> None:
    """It doesn't count any more, and stays on record."""
    with office.sessions(by.company_id) as session:
        who, cycle = _held(session, by)
        row = demand_said.of_cycle(session, cycle.id, said_id)
        if row is None or row.ended_at is not None:
            raise MoveNotAllowed("It doesn't count any more.")
        demand_said.end(session, row, person_id=who.id, at=office.now())
        _write(office, session, who, cycle, "demand_word_ended", {"said": row.id})
        redraft_baseline(office.tools, session, cycle.id)


def _say(
    office: Office,
    by: Speaker,
    rows: list[DemandSaidRow],
    reason: str,
    *,
    kind: str,
    facts: dict[str, Json],
) -> None:
    why = " ".join(reason.split())[:LONGEST_REASON]
    if not why:
        raise ReasonMissing
    with office.sessions(by.company_id) as session:
        who, cycle = _held(session, by)
        for row in rows:
            row.company_id, row.cycle_id = by.company_id, cycle.id
            row.reason, row.said_by, row.said_at = why, who.id, office.now()
        _refuse_nonsense(session, cycle, rows, who)
        for row in rows:
            demand_said.say(session, row)
        _write(office, session, who, cycle, kind, facts | {"reason": why})
        redraft_baseline(office.tools, session, cycle.id)


def _held(session: Session, by: Speaker) -> tuple[PersonRow, CycleRow]:
    """Whoever else speaks of the same cycle waits."""
    who = person_by_key(session, by.company_id, by.person_key)
    if Role(who.role) not in MAY_SAY:
        raise NotYourDecision
    cycle = session.get_one(CycleRow, by.cycle_id, with_for_update=True)
    if cycle.closed_at is not None or baselines.frozen(session, cycle.id) is not None:
        raise MoveNotAllowed(FROZEN)
    return who, cycle


def _refuse_nonsense(
    session: Session, cycle: CycleRow, rows: list[DemandSaidRow], who: PersonRow
) -> None:
    """As a directory that said so would be refused."""
    said = [DemandSaid(row=row, by_key=who.key, by=who.name) for row in rows]
    weights, overrides = weights_of(said), overrides_of(said)
    if wrong := wrong_in(company_said(session, cycle), weights, overrides):
        raise MoveNotAllowed(wrong)


def _of(place: Place) -> dict[str, Json]:
    said = {"region": place.region, "family": place.family, "sku": place.sku, "tier": place.tier}
    return {name: code for name, code in said.items() if code is not None}


def _write(
    office: Office,
    session: Session,
    who: PersonRow,
    cycle: CycleRow,
    kind: str,
    facts: dict[str, Json],
) -> None:
    ledger.append(
        session,
        Occasion(
            company_id=cycle.company_id,
            channel=Channel.WEB,
            case_id=cycle_case(cycle.id),
            brief_sha256=None,
        ),
        at=office.now(),
        kind=kind,
        actor=person(who.key, Role(who.role)),
        subject=f"cycle:{cycle.id}",
        facts=facts,
    )
