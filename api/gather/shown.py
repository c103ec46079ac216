"""What somebody was shown when they decided, drawn again from its stored bytes."""

from collections.abc import Mapping
from dataclasses import replace

from api.gather.requests import facts_of
from api.views import words
from api.views.answers import label
from api.views.decision import DecisionView, Past, RequestFacts, Viewer, decision_view
from api.views.options import Show
from gates.brief import thaw
from gates.canonical import sha256
from gates.gate import Verb
from store.reading_decisions import Recorded
from store.reading_requests import RequestRecord
from store.tables.gates import DecisionRow
from store.tables.people import PersonRow

Answers = Mapping[int, tuple[DecisionRow, PersonRow]]


class BytesChanged(Exception):
    """The stored bytes of this brief aren't those that were decided on."""


def shown_view(
    record: RequestRecord, found: Recorded, answers: Answers, viewer: Viewer, show: Show
) -> DecisionView:
    """The page as it was, its answers left out. Raises `BytesChanged`, and then draws nothing."""
    facts = facts_then(record, found, answers)
    then = found.row.decided_at.astimezone(viewer.zone)
    by = found.person
    past = Past(
        who=f"{by.name}, {words.role(by.role)}",
        at=then,
        said=label(facts.gate, facts.brief, Verb(found.row.verb), found.row.choice),
        now_href=f"/requests/{facts.request_id}",
    )
    view = decision_view(facts, replace(viewer, key="", now=then), show=show)
    return replace(view, path=f"/decisions/{found.row.id}/shown", past=past)


def facts_then(record: RequestRecord, found: Recorded, answers: Answers) -> RequestFacts:
    """The request as it stood at the decision: that version of the brief, the earlier answers."""
    if sha256(found.brief) != found.row.brief_sha256:
        raise BytesChanged
    seats = tuple(
        replace(seat, decision=given[0] if given else None, answered_by=given[1] if given else None)
        for seat in record.seats
        for given in [answers.get(seat.row.id)]
    )
    facts = facts_of(replace(record, brief=found.brief, seats=seats))
    return replace(
        facts, brief=thaw(found.brief), brief_sha256=found.row.brief_sha256, outcome=None
    )
