"""Where somebody stands who opened an action's page by the link in a letter."""

from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.acting_form import Typed, read_answer
from api.deps import TheOffice
from api.errors import status_of
from api.gather.one_action import one_action
from api.link_desk import COOKIE, PRIVATE, remember
from api.pages import Pages
from api.refused import refused_words
from api.tongue import speak
from api.views.by_link import ActionByLink
from api.views.decision import Viewer
from gates.chain import Channel
from gates.errors import Refusal
from gates.tiers import Assurance
from runtime.acting import act
from runtime.link_holders import SayWhoYouAre, action_holder_of, said_who, say_who
from runtime.office import Office
from store.action_links import ActionHolder
from store.reading_people import company


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDesk:
    request: Request
    office: Office
    token: str
    holder: ActionHolder
    known: bool
    """Whether its user has said who they are."""

    @property
    def path(self) -> str:
        return f"/a/{self.token}"

    def page(
        self, *, done: bool = False, typed: Typed | None = None, refusal: Refusal | None = None
    ) -> HTMLResponse:
        holder = self.holder
        speak(holder.language)  # the reader's, whatever their browser prefers
        with self.office.sessions(holder.company_id) as session:
            shown = one_action(
                session,
                holder.company_id,
                holder.action_id,
                self._viewer(),
                action=f"{self.path}/answers",
                typed=typed.answer if typed else None,
                refusal=refusal,
            )
            assert shown is not None, "the link names one of this company's actions"
            view = ActionByLink(
                company=company(session, holder.company_id).name,
                reader=holder.person_name,
                language=holder.language,
                path=self.path,
                page=shown,
                known=self.known,
                done=done,
                message=refused_words(refusal) if refusal and not self.known else shown.message,
            )
        pages: Pages = self.request.app.state.pages
        status = status_of(refusal) if refusal else 200
        drawn = pages.draw(self.request, "by_link/action.html", view, None, status)
        drawn.headers.update(PRIVATE)
        return drawn

    def hear_who(self, address: str) -> Response:
        try:
            proof = say_who(self.office, self.holder, self.token, address)
        except SayWhoYouAre as refusal:
            return self.page(refusal=refusal)
        return remember(self.office, self.path, proof)

    def answer(self, typed: Typed) -> Response:
        """What was said is taken as a reply by mail is, or refused in words on the page."""
        holder = self.holder
        try:
            if not self.known:
                raise SayWhoYouAre
            act(
                self.office,
                holder.company_id,
                holder.person_key,
                holder.action_id,
                read_answer(typed),
                Channel.LINK,
            )
        except Refusal as refusal:
            return self.page(typed=typed, refusal=refusal)
        return RedirectResponse(f"{self.path}?done=1", 303, PRIVATE)

    def _viewer(self) -> Viewer:
        """The person without their role: a link answers for an action and for nothing else."""
        zone = ZoneInfo(self.holder.timezone)
        return Viewer(
            key=self.holder.person_key,
            name=self.holder.person_name,
            role="",
            zone=zone,
            now=self.office.now().astimezone(zone),
            assurance=Assurance.SESSION,
        )


def the_action_desk(request: Request, token: str, office: TheOffice) -> ActionDesk:
    holder = action_holder_of(office, token)
    known = said_who(office, token, request.cookies.get(COOKIE, ""))
    return ActionDesk(request=request, office=office, token=token, holder=holder, known=known)


TheActionDesk = Annotated[ActionDesk, Depends(the_action_desk)]
