"""The lists of pages to take away: the same rows in the same order, under an address that stays."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.deps import TheDesk
from api.errors import NotFound
from api.gather.cycles import cycles_view
from api.gather.inbox import drawn, inbox_lists
from api.gather.inputs import inputs_view
from api.gather.ledger import event_lines
from api.gather.people import cast_of, people_view
from api.routes.captured_mail import mail_lines
from api.routes.cycle import newest_boards
from api.routes.inbox import InboxQuery, filters_of
from api.takeaway import Ending, Takeaway, as_response
from api.views.cycles import Figure
from api.views.inbox import InboxRow
from api.views.listing import whole
from planning.sheets.inert_csv import Value
from store.reading_cycles import present_cycle
from store.reading_inputs import input_requests
from store.reading_ledger import events
from store.reading_people import names

router = APIRouter()
INBOX = (
    *("question", "pick", "stake_eur", "at_stake", "due_at", "who_else", "tier"),
    *("cost_per_day_eur", "outcome", "address"),
)
EVENTS_MOST = 5_000
"""The newest; `sopwith ledger export` takes all of them, with proof."""


@router.api_route("/inbox.{ending}", methods=["GET", "HEAD"])
def inbox(ending: Ending, desk: TheDesk, said: Annotated[InboxQuery, Query()]) -> Response:
    """Under the inbox's own filters, and all parts of it."""
    filters = replace(filters_of(said), page=1, drawn=None)
    at = desk.session, desk.person, desk.viewer
    rows = whole(inbox_lists(*at)[filters.split], filters, partial(drawn, *at))
    lines = [_row(row) for row in rows]
    return _table(ending, f"inbox-{filters.split.value}", INBOX, lines)


def _row(row: InboxRow) -> tuple[Value, ...]:
    cost = round(float(row.cost_per_day), 2)
    return (
        *(row.question, row.pick, float(row.stake), row.stake_headline, row.due_at.isoformat()),
        *(row.seats, row.tier, cost, row.outcome, row.href),
    )


@router.api_route("/inputs.{ending}", methods=["GET", "HEAD"])
def inputs(ending: Ending, desk: TheDesk) -> Response:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        raise NotFound
    records = input_requests(desk.session, desk.company_id, cycle.id)
    lines = [
        (one.kind, one.owner, one.state.word, one.due_at.isoformat(), one.version, one.findings)
        for one in inputs_view(records, cycle.name, desk.viewer).lines
    ]
    headings = ("input", "owner", "state", "due_at", "version", "findings")
    return _table(ending, f"inputs-{cycle.month:%Y-%m}", headings, lines)


@router.api_route("/cycles.{ending}", methods=["GET", "HEAD"])
def cycles(ending: Ending, desk: TheDesk) -> Response:
    lines = [
        (
            *(one.name, one.state.word, one.step),
            *map(_said, (one.cut_off, one.inputs, one.gates, one.actions, one.held, one.kept)),
        )
        for one in cycles_view(newest_boards(desk), desk.viewer).lines
    ]
    headings = ("cycle", "state", "step", "cut_off", "inputs", "gates", "actions", "held", "kept")
    return _table(ending, "cycles", headings, lines)


def _said(figure: Figure | None) -> str:
    return str(figure.says) if figure else ""


@router.api_route("/people.{ending}", methods=["GET", "HEAD"])
def people(ending: Ending, desk: TheDesk) -> Response:
    view = people_view(cast_of(desk.session, desk.company_id), desk.viewer)
    lines = [
        (
            *(one.name, one.role, one.title, one.manager),
            *("; ".join(many) for many in (one.owns, one.limits, one.stands_in)),
        )
        for one in view.lines
    ]
    headings = ("name", "role", "title", "manager", "owns", "may_approve", "stand_ins")
    return _table(ending, "people", headings, lines)


@router.api_route("/mail.{ending}", methods=["GET", "HEAD"])
def mail(ending: Ending, desk: TheDesk) -> Response:
    lines = [
        (one.at.isoformat(), one.direction, one.sender, one.to, one.subject, one.understood)
        for one in mail_lines(desk)
    ]
    headings = ("at", "direction", "sender", "to", "subject", "understood")
    return _table(ending, "messages", headings, lines)


@router.api_route("/ledger.{ending}", methods=["GET", "HEAD"])
def ledger(ending: Ending, desk: TheDesk, before: int | None = None) -> Response:
    people = names(desk.session, desk.company_id).values()
    called = {person.key: person.name for person in people}
    found = events(desk.session, desk.company_id, before=before, limit=EVENTS_MOST)
    lines = [
        (one.seq, one.at.isoformat(), one.actor, one.event, one.about, one.sha256, one.previous)
        for one in event_lines(found, called, desk.viewer)
    ]
    headings = ("seq", "at", "actor", "event", "about", "sha256", "previous")
    return _table(ending, "ledger", headings, lines)


def _table(
    ending: Ending, name: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]
) -> Response:
    """What is said in the reader's language is written out."""
    plain = [[str(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return as_response(Takeaway(name=name, headings=headings, rows=plain), ending)
