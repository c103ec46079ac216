"""What the viewer saw of a request before, and what they have just answered elsewhere."""

from uuid import UUID

from api.deps import Desk
from api.views import words
from api.views.decision import RequestFacts
from api.views.since import AfterView, Since
from gates.brief import thaw
from gates.gate import Verb
from gates.moved import what_moved
from store import seen
from store.reading_decisions import recorded


def since_last(desk: Desk, facts: RequestFacts) -> Since | None:
    """What moved since the version they had before them last; none if this is the first."""
    before = seen.last_seen(
        desk.session,
        UUID(facts.request_id),
        desk.person.person_id,
        now=facts.brief_sha256,
        at=desk.viewer.now,
    )
    if before is None:
        return None
    at, content = before
    moved = what_moved(thaw(content), facts.brief)
    return Since(at=at.astimezone(desk.viewer.zone), moved=moved) if moved else None


def answered_before(desk: Desk, said: str) -> AfterView | None:
    """Their own answer of a moment ago; anything else an address says is nothing."""
    try:
        found = recorded(desk.session, desk.company_id, UUID(said))
    except ValueError:
        return None
    if found is None or found.person.id != desk.person.person_id:
        return None
    return AfterView(
        said=words.ANSWERED[Verb(found.row.verb)],
        question=thaw(found.brief).question,
        href=f"/decisions/{found.row.id}",
    )
