"""The inbox's lists: what to decide, what to send, what others hold, what is done.

Lists are read lightly, however long; only what is shown of them is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from api import formats
from api.gather.requests import claim_of, facts_of
from api.tongue import say
from api.views import words
from api.views.decision import Viewer
from api.views.inbox import Filters, InboxRow, Order, Split, inbox_row
from api.views.listing import Line, ranked, said_since
from api.views.moves import Around
from gates.delay import cost_per_day
from gates.speaking import speaks_for
from runtime.signing_in import SignedIn
from store import reading_inbox, reading_moves, seen
from store.claims import claimed
from store.delegations import received
from store.reading_inbox import Light
from store.reading_inputs import InputRecord, owed_by
from store.reading_people import OWED
from store.reading_requests import records_of

SEES_ALL = frozenset({"sop_lead", "admin"})
Entry: TypeAlias = Line | InboxRow
"""What is to be sent needs no more reading; a request is drawn when it is shown."""


def inbox_lists(
    session: Session, person: SignedIn, viewer: Viewer
) -> Mapping[Split, Sequence[Entry]]:
    mine = _mine(session, person, viewer)
    asleep = reading_moves.asleep(session, person.company_id, person.person_id, at=viewer.now)
    whose = None if viewer.role in SEES_ALL else viewer.key
    around = reading_inbox.open_around(session, person.company_id, whose, but=mine)
    closed = reading_inbox.closed_with(session, person.company_id, person.person_id)
    owed = owed_by(session, person.company_id, person.person_id)
    return {
        Split.DECIDE: [line(one, viewer) for key, one in mine.items() if key not in asleep],
        Split.INPUTS: [input_row(record, viewer) for record in owed if record.row.state in OWED],
        Split.WAITING: [line(one, viewer) for one in around],
        Split.SNOOZED: [line(one, viewer) for key, one in mine.items() if key in asleep],
        Split.DONE: [line(one, viewer) for one in closed],
    }


def _mine(session: Session, person: SignedIn, viewer: Viewer) -> dict[UUID, Light]:
    """What the viewer may answer now, for themselves or for another."""
    company_id, me = person.company_id, viewer.key
    given = received(session, company_id, me)
    holders = {me, *(one.giver for one in given)}
    plain = {one.request_id: one for one in reading_inbox.plainly_theirs(session, company_id, me)}
    others = reading_inbox.open_sittings(session, company_id, holders, but=plain)
    return plain | {
        light.request_id: light
        for light, sitting in others
        if speaks_for(sitting, me, given, at=viewer.now)
    }


def line(light: Light, viewer: Viewer) -> Line:
    due = light.due_at.astimezone(viewer.zone)
    return Line(
        request_id=light.request_id,
        stake=light.stake_eur,
        opened_at=light.opened_at,
        due_at=due,
        cost_per_day=cost_per_day(light.stake_eur, due_at=due, now=viewer.now),
        tier=words.TIERS[light.gate.tier],
        closed_at=light.closed_at,
    )


def drawn(
    session: Session, person: SignedIn, viewer: Viewer, entries: Sequence[Entry]
) -> list[InboxRow]:
    """These entries as rows, in their order."""
    ids = [entry.request_id for entry in entries if isinstance(entry, Line)]
    records = {one.row.id: one for one in records_of(session, person.company_id, ids)}
    asleep = reading_moves.asleep(session, person.company_id, person.person_id, at=viewer.now)
    taken = claimed(session, person.company_id, ids)
    me, at = person.person_id, viewer.now
    looking = seen.looked_at(session, person.company_id, ids, me, at)
    rows: list[InboxRow] = []
    for entry in entries:
        if isinstance(entry, InboxRow):
            rows.append(entry)
        elif (record := records.get(entry.request_id)) is not None:
            claim = claim_of(taken.get(entry.request_id))
            around = Around(
                snooze=asleep.get(entry.request_id),
                claim=claim,
                looking=looking.get(entry.request_id, ()),
            )
            rows.append(inbox_row(replace(facts_of(record), around=around), viewer))
    return rows


def settled_since(
    session: Session, person: SignedIn, viewer: Viewer, filters: Filters, done: Sequence[Entry]
) -> tuple[str, ...]:
    """What was closed by others since the list of decisions was drawn, and by whom."""
    drawn_at = filters.drawn
    if drawn_at is None or filters.split is not Split.DECIDE:
        return ()
    late = [
        one for one in done if isinstance(one, Line) and one.closed_at and one.closed_at > drawn_at
    ]
    return said_since(drawn(session, person, viewer, late), drawn_at)


def next_decision(session: Session, person: SignedIn, viewer: Viewer) -> InboxRow | None:
    """What another day of waiting costs most, of what this person is to decide."""
    lines = ranked(inbox_lists(session, person, viewer)[Split.DECIDE], Order.COST)
    return next(iter(drawn(session, person, viewer, lines[:1])), None)


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
