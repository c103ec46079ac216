"""Where somebody stands who opened an input's page by the link in a letter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import TheOffice
from api.errors import status_of
from api.gather.by_link import DONE, by_link_view
from api.gather.inputs import findings_view
from api.gather.layouts import reading_view
from api.pages import Pages
from api.refused import refused_words
from api.tongue import speak
from api.views.by_link import ByLinkView
from api.views.decision import Viewer
from gates.errors import Refusal
from gates.tiers import Assurance
from graphs.input_layouts import confirmed_layouts
from graphs.input_page import latest_numbers, to_correct
from mail.labels import label
from runtime.link_holders import SayWhoYouAre, holder_of, said_who
from runtime.office import Office
from runtime.open_inputs import facts_of
from store import baselines, submissions
from store.links import LinkHolder
from store.reading_inputs import findings, input_request
from store.reading_people import company

PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
"""The address opens the page, so it is told to nobody."""
COOKIE = "sopwith_link"
LASTS_S = 12 * 3600
"""As long as a session."""


def remember(office: Office, path: str, proof: str) -> RedirectResponse:
    """Back to the page, in a browser whose user has said who they are."""
    answer = RedirectResponse(path, 303, PRIVATE)
    answer.set_cookie(
        COOKIE,
        proof,
        max_age=LASTS_S,
        path=path,
        httponly=True,
        samesite="lax",
        secure=office.settings.base_url.startswith("https:"),
    )
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDesk:
    request: Request
    office: Office
    token: str
    holder: LinkHolder
    known: bool
    """Whether its user has said who they are."""

    def page(self, *, done: str = "", message: str = "", status: int = 200) -> HTMLResponse:
        speak(self.holder.language)  # the reader's, whatever their browser prefers
        with self.office.sessions(self.holder.company_id) as session:
            said = label(DONE[done], self.holder.language) if done in DONE else ""
            view = replace(self._view(session), done=said, message=message)
        pages: Pages = self.request.app.state.pages
        drawn = pages.draw(self.request, "by_link/show.html", view, None, status)
        drawn.headers.update(PRIVATE)
        return drawn

    def answer(self, what: str, send: Callable[[], None]) -> Response:
        """What was sent is taken, or refused in words on the page."""
        speak(self.holder.language)
        try:
            if not self.known:
                raise SayWhoYouAre
            send()
        except Refusal as refusal:
            return self.page(message=refused_words(refusal), status=status_of(refusal))
        return RedirectResponse(f"/i/{self.token}?done={what}", 303, PRIVATE)

    def _view(self, session: Session) -> ByLinkView:
        holder, path = self.holder, f"/i/{self.token}"
        record = input_request(session, holder.company_id, holder.input_id)
        assert record is not None, "the link names one of this company's inputs"
        latest = submissions.latest_submission(session, holder.input_id)
        facts = facts_of(session, record.row)
        is_open = baselines.frozen(session, record.row.cycle_id) is None
        layouts = confirmed_layouts(session, record.row.owner_id)
        found = findings_view(
            record,
            findings(session, holder.company_id, holder.input_id),
            self._viewer(),
            reading=reading_view(latest, layouts, path=path, may_say=is_open and self.known),
            path=path,
            language=holder.language,
        )
        return by_link_view(
            found,
            facts,
            to_correct(facts, latest_numbers(session, holder.input_id)),
            company=company(session, holder.company_id).name,
            version=latest.version if latest else 0,
            is_open=is_open,
            known=self.known,
        )

    def _viewer(self) -> Viewer:
        """The owner without their role: a link answers for an input and waives nothing."""
        zone = ZoneInfo(self.holder.timezone)
        return Viewer(
            key=self.holder.person_key,
            name=self.holder.person_name,
            role="",
            zone=zone,
            now=self.office.now().astimezone(zone),
            assurance=Assurance.SESSION,
        )


def the_link_desk(request: Request, token: str, office: TheOffice) -> LinkDesk:
    holder = holder_of(office, token)
    known = said_who(office, token, request.cookies.get(COOKIE, ""))
    return LinkDesk(request=request, office=office, token=token, holder=holder, known=known)


TheLinkDesk = Annotated[LinkDesk, Depends(the_link_desk)]
