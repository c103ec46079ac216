"""The inbox's lists: what to decide, what to send, what others hold, what is done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from api import formats
from api.gather.requests import claim_of, concerns, facts_of
from api.tongue import say
from api.views.decision import RequestFacts, Viewer
from api.views.inbox import InboxRow, Order, Split, inbox_row, ranked
from api.views.moves import Around
from api.views.speaking import voices
from runtime.signing_in import SignedIn
from store import reading_moves
from store.claims import claimed
from store.reading_inputs import InputRecord, owed_by
from store.reading_people import OWED
from store.reading_requests import closed_requests, open_requests

SEES_ALL = frozenset({"sop_lead", "admin"})


def inbox_rows(
    session: Session, person: SignedIn, viewer: Viewer
) -> Mapping[Split, Sequence[InboxRow]]:
    still_open = _open(session, person.company_id)
    closed = closed_requests(session, person.company_id, person.person_id)
    asleep = reading_moves.asleep(session, person.company_id, person.person_id, at=viewer.now)
    mine = [facts for facts in still_open if voices(facts, viewer)]
    aside = [
        replace(facts, around=replace(facts.around, snooze=asleep[UUID(facts.request_id)]))
        for facts in mine
        if UUID(facts.request_id) in asleep
    ]
    others = [
        facts
        for facts in still_open
        if facts not in mine and (viewer.role in SEES_ALL or concerns(facts, viewer.key))
    ]
    owed = owed_by(session, person.company_id, person.person_id)
    return {
        Split.DECIDE: [
            inbox_row(facts, viewer) for facts in mine if UUID(facts.request_id) not in asleep
        ],
        Split.INPUTS: [input_row(record, viewer) for record in owed if record.row.state in OWED],
        Split.WAITING: [inbox_row(facts, viewer) for facts in others],
        Split.SNOOZED: [inbox_row(facts, viewer) for facts in aside],
        Split.DONE: [inbox_row(facts_of(record), viewer) for record in closed],
    }


def _open(session: Session, company_id: int) -> list[RequestFacts]:
    """Those that wait, with who has taken them on."""
    found = [facts_of(record) for record in open_requests(session, company_id)]
    taken = claimed(session, company_id, [UUID(facts.request_id) for facts in found])
    return [
        replace(facts, around=Around(claim=claim_of(taken.get(UUID(facts.request_id)))))
        for facts in found
    ]


def next_decision(session: Session, person: SignedIn, viewer: Viewer) -> InboxRow | None:
    """What another day of waiting costs most, of what this person is to decide."""
    rows = inbox_rows(session, person, viewer)[Split.DECIDE]
    return next(iter(ranked(rows, Order.COST)), None)


def input_row(record: InputRecord, viewer: Viewer) -> InboxRow:
    """An input is sent by mail or upload; here it shows what is asked and what was found."""
    row, due = record.row, record.row.due_at.astimezone(viewer.zone)
    latest = record.submissions[0] if record.submissions else None
    open_findings = latest.findings.get("open", 0) if latest else 0
    return InboxRow(
        href=f"/inputs/{row.id}",
        question=f"{formats.headline(row.title)}: "
        + (
            say("{counted} to correct", counted=formats.count(open_findings, "row"))
            if open_findings
            else say("send it")
        ),
        pick="",
        silence=say("You are reminded, then the S&OP lead decides whether to go on without it"),
        expired="",
        stake=Decimal(0),
        stake_headline=say("Your numbers"),
        stake_detail="",
        opened_at=row.asked_at,
        due_at=due,
        due_left=formats.left(due, viewer.now),
        near=formats.is_near(due, viewer.now),
        seats=say("Only you"),
        tier="",
        against="",
        cost_per_day=Decimal(0),
        cost_share=0,
        outcome="",
        together="",
        snoozed="",
        text=row.title,
    )
