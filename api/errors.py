"""What goes wrong, as a page with a status. Refusals say in their own words what to do."""

from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from psycopg import DataError
from sqlalchemy.exc import DataError as WrappedDataError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.pages import draw_plain
from api.tongue import Say, say
from gates.errors import (
    AgentsDoNotDecide,
    AlreadyDecided,
    AlreadyReopened,
    AuthorCannotDecide,
    BriefMoved,
    DelegationIsOver,
    LookedAtAgain,
    MayNotReopen,
    NotDecidedYet,
    NotForYourRole,
    NothingHasChanged,
    NothingIsHeld,
    NotInThisRequest,
    NotYourDecision,
    NotYourDelegation,
    NotYourTurn,
    OnePersonOneSeat,
    RecommenderCannotDecide,
    Refusal,
    RequestClosed,
    StepUpNeeded,
    SubmitterCannotDecide,
    TakenOn,
    UndoIsOver,
)
from planning.directory_problems import CompanyDirectoryUnusable
from runtime.acted import (
    ActionIsOver,
    AlreadyOffered,
    IsSplit,
    NotItsTurn,
    NotOfferedToYou,
    NotYourAction,
)
from runtime.api_tokens import NoSuchToken
from runtime.correcting_reading import MayNotRead, ReplyIsSettled
from runtime.hooks.subscribing import MayNotResend, NothingToResend
from runtime.link_holders import LinkOver, SayWhoYouAre
from runtime.own_passkeys import InvitationOver, ProveFirst
from runtime.provider.id_token import NotFromProvider
from runtime.provider.knowing import ProviderAway
from runtime.provider.recognising import KnownOtherwise, NobodyOfOurs
from runtime.retrying import CaseInHand, CaseNotStuck, MayNotRetry
from runtime.sample import NotTheDemo
from runtime.settling_imports import AlreadySettled, NoCycleToFollow
from runtime.settling_wordings import MayNotSettle

STATUS: dict[type[Refusal], int] = {
    LinkOver: 401,
    NotForYourRole: 403,
    ProveFirst: 403,
    NoSuchToken: 404,
    NotTheDemo: 409,
    NotFromProvider: 403,
    NobodyOfOurs: 403,
    KnownOtherwise: 403,
    ProviderAway: 502,
    InvitationOver: 410,
    SayWhoYouAre: 403,
    MayNotRetry: 403,
    CaseNotStuck: 409,
    CaseInHand: 409,
    MayNotResend: 403,
    NothingToResend: 409,
    ReplyIsSettled: 409,
    MayNotRead: 403,
    MayNotSettle: 403,
    NotYourAction: 403,
    ActionIsOver: 409,
    NotItsTurn: 409,
    IsSplit: 409,
    AlreadyOffered: 409,
    NotOfferedToYou: 409,
    AlreadySettled: 409,
    NoCycleToFollow: 409,
    NotYourDecision: 403,
    TakenOn: 409,
    NotYourDelegation: 403,
    SubmitterCannotDecide: 403,
    RecommenderCannotDecide: 403,
    AgentsDoNotDecide: 403,
    AuthorCannotDecide: 403,
    StepUpNeeded: 403,
    AlreadyDecided: 409,
    RequestClosed: 409,
    BriefMoved: 409,
    DelegationIsOver: 409,
    NotYourTurn: 409,
    OnePersonOneSeat: 409,
    LookedAtAgain: 409,
    MayNotReopen: 403,
    NotDecidedYet: 409,
    AlreadyReopened: 409,
    NothingHasChanged: 409,
    NotInThisRequest: 403,
    UndoIsOver: 409,
    NothingIsHeld: 409,
}
UNPROCESSABLE = 422
TITLES = {
    401: Say("This link is over"),
    403: Say("Not allowed"),
    404: Say("Not found"),
    405: Say("Not possible"),
    410: Say("Over"),
    429: Say("Too often"),
    502: Say("Not reached"),
    409: Say("Already settled"),
    UNPROCESSABLE: Say("Something is missing"),
}
MESSAGES = {
    404: Say("There is nothing at this address, or it isn’t yours to see."),
    429: Say("You asked more often than anybody needs to. Wait a minute, then try again."),
    405: Say("That can’t be done at this address."),
    UNPROCESSABLE: Say("The form or address wasn’t complete. Nothing was changed."),
}


UNKEEPABLE = (DataError, WrappedDataError)
"""A number or a character that no column can hold: there is nothing by that name, and what
was sent can't be kept. Its transaction is gone by the time this is answered.
"""
SAFE = frozenset({"GET", "HEAD"})


class NotSignedIn(Exception):
    """Nobody is signed in on this browser."""


class NotFound(HTTPException):
    """Missing, or another company's: the answer is the same."""

    def __init__(self) -> None:
        super().__init__(status_code=404)


def status_of(refusal: Refusal) -> int:
    return STATUS.get(type(refusal), UNPROCESSABLE)


def to_sign_in(request: Request, error: Exception) -> Response:
    """A reader goes to sign in and comes back; what was sent is dropped, and says so."""
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    if request.method in SAFE:
        return RedirectResponse(f"/sign-in?{_next(request)}", 303)
    return draw_plain(request, 401, say("Signed out"), say("Sign in first. Nothing was changed."))


def _next(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return urlencode({"next": f"{request.url.path}{query}"})


def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    status = status_of(error)
    return draw_plain(request, status, TITLES[status], error.message)


def failed(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else UNPROCESSABLE
    title = TITLES.get(status, "That didn’t work")
    page = draw_plain(request, status, title, MESSAGES.get(status, title))
    page.headers.update(getattr(error, "headers", None) or {})
    return page


def unkeepable(request: Request, error: Exception) -> Response:
    status = 404 if request.method in SAFE else UNPROCESSABLE
    return failed(request, HTTPException(status))


def without_directory(request: Request, error: Exception) -> Response:
    """What is planned isn't known yet, or can't be read any more: who loads it, and how."""
    said = say(
        "No usable company directory is loaded, so there is nothing to show here. "
        "An administrator loads one with “sopwith company load”."
    )
    return draw_plain(request, 409, say("No company directory"), said)


def broken(request: Request, error: Exception) -> Response:
    said = say("Something broke on our side. What you had already signed is kept.")
    return draw_plain(request, 500, say("Our fault"), said)


def answer_errors(app: FastAPI) -> None:
    app.add_exception_handler(NotSignedIn, to_sign_in)
    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, failed)
    app.add_exception_handler(HTTPException, failed)
    app.add_exception_handler(CompanyDirectoryUnusable, without_directory)
    for kind in UNKEEPABLE:
        app.add_exception_handler(kind, unkeepable)
    app.add_exception_handler(Exception, broken)
