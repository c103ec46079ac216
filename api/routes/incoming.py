"""Mail that our own relay posts to us, as it came. No person is signed in: the relay signs it."""

from typing import Annotated

from fastapi import APIRouter, Body, Request
from sqlalchemy.exc import OperationalError
from starlette.responses import JSONResponse

from api.deps import TheOffice
from api.errors import NotFound
from api.security import SIGNED_POST
from mail.signed_post import NotOurRelay, check_signed, key_of
from runtime.receiving import receive

router = APIRouter()
AWAY = "The database doesn't answer. Nothing was kept: send it again later."


@router.post(SIGNED_POST)
def take(
    request: Request,
    office: TheOffice,
    content: Annotated[bytes, Body(media_type="message/rfc822")],
) -> JSONResponse:
    """200 once it is kept, whatever becomes of it; the same message again does nothing."""
    secret = office.settings.mail_webhook_secret
    if secret is None:
        raise NotFound
    try:
        key = key_of(secret.get_secret_value())
        check_signed(key, request.headers, content, now=office.now())
        received = receive(office, content)
    except NotOurRelay:
        return JSONResponse({"error": NotOurRelay.__doc__}, 401)
    except OperationalError:
        return JSONResponse({"error": AWAY}, 503, {"Retry-After": "60"})
    return JSONResponse({"became": received.outcome.value, "id": received.id})
