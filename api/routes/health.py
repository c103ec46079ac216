"""Whether the process lives, and whether it can serve."""

from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from starlette.responses import PlainTextResponse, RedirectResponse

from api.deps import TheOffice

router = APIRouter()


@router.api_route("/healthz", methods=["GET", "HEAD"])
def alive() -> PlainTextResponse:
    return PlainTextResponse("alive")


@router.api_route("/readyz", methods=["GET", "HEAD"])
def ready(office: TheOffice) -> PlainTextResponse:
    try:
        with office.unfenced() as session:
            session.execute(text("select 1"))
    except OperationalError:
        return PlainTextResponse("the database doesn't answer", 503)
    return PlainTextResponse("ready")


@router.api_route("/", methods=["GET", "HEAD"])
def home() -> RedirectResponse:
    return RedirectResponse("/inbox", 303)
