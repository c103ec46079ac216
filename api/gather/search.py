"""Searching: every request that concerns the reader and has the words somewhere."""

from uuid import UUID

from api import formats
from api.deps import Desk
from api.gather.inbox import SEES_ALL
from api.gather.requests import concerns, facts_of
from api.tongue import say
from api.views.decision import RequestFacts, Viewer
from api.views.search import SOURCES, FoundLine, SearchView
from api.views.speaking import voices
from gates.people import Role
from store.finding import requests_with
from store.reading_requests import records_of

SHOWN = 40
LOOKED_THROUGH = 200
READS_ALL = SEES_ALL | {Role.AUDITOR.value}


def search_view(desk: Desk, query: str) -> SearchView:
    found = dict(requests_with(desk.session, query, LOOKED_THROUGH))
    records = records_of(desk.session, desk.company_id, list(found))
    place = {request_id: at for at, request_id in enumerate(found)}
    theirs = [facts for facts in map(facts_of, records) if may_find(facts, desk.viewer)]
    theirs.sort(key=lambda facts: place[UUID(facts.request_id)])
    lines = [_line(facts, desk, found[UUID(facts.request_id)]) for facts in theirs[:SHOWN]]
    return SearchView(query=query, lines=tuple(lines), more=len(theirs) > SHOWN)


def may_find(facts: RequestFacts, viewer: Viewer) -> bool:
    """What their inbox could list, and for who looks after all or audits, everything."""
    return viewer.role in READS_ALL or concerns(facts, viewer.key) or bool(voices(facts, viewer))


def _line(facts: RequestFacts, desk: Desk, sources: list[str]) -> FoundLine:
    due = facts.due_at.astimezone(desk.viewer.zone)
    return FoundLine(
        href=f"/requests/{facts.request_id}",
        question=facts.brief.question,
        gate=say(facts.gate.title),
        cycle=facts.cycle,
        state=formats.headline(facts.outcome) if facts.outcome else formats.moment(due),
        closed=facts.outcome is not None,
        where=", ".join(str(SOURCES[one]) for one in sources),
        stake=facts.brief.stake.headline,
    )
