"""The versions of a request's brief, and one of them as it was."""

from dataclasses import replace
from uuid import UUID

from api.deps import Desk
from api.errors import NotFound
from api.views.brief_versions import BriefVersion, VersionsView
from api.views.decision import RequestFacts
from gates.brief import thaw
from store.reading_requests import brief_shown, briefs_of


def versions_of(desk: Desk, facts: RequestFacts, wanted: str) -> VersionsView:
    """With the one that is asked for; the present one where none is. Raises NotFound."""
    found = [
        BriefVersion(number=number, sha256=sha256, at=at.astimezone(desk.viewer.zone))
        for number, sha256, at in briefs_of(desk.session, UUID(facts.request_id))
    ]
    present = next(one for one in found if one.sha256 == facts.brief_sha256)
    upto = [one for one in found if one.number <= present.number]
    shown = next((one for one in upto if str(one.number) == wanted), None) if wanted else present
    if shown is None:
        raise NotFound
    return VersionsView(shown=shown, all=upto, path=f"/requests/{facts.request_id}")


def as_it_was(desk: Desk, facts: RequestFacts, version: BriefVersion) -> RequestFacts:
    """The request with that brief in it."""
    content = brief_shown(desk.session, desk.company_id, UUID(facts.request_id), version.sha256)
    assert content is not None
    return replace(facts, brief=thaw(content), brief_sha256=version.sha256)
