"""What goes wrong, as `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from api.errors import SAFE, UNKEEPABLE, status_of
from gates.errors import Refusal

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """One problem, in words a person can read and under a name a program can know."""

    type: str
    title: str
    status: int
    detail: str = ""


class ApiRefusal(Exception):
    """Something the API itself refuses, under a name of its own."""

    def __init__(self, status: int, name: str, detail: str, **more: Any) -> None:
        self.status, self.name, self.detail, self.more = status, name, detail, more
        super().__init__(detail)

    def answer(self) -> Response:
        headers = self.more.pop("headers", None)
        return problem(self.status, self.name, self.detail, headers=headers, **self.more)


def problem(
    status: int, name: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    told = Problem(
        type=f"urn:sopwith:{name}" if name else "about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
    )
    body = told.model_dump() | more
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def answer_problems(app: FastAPI) -> None:
    app.add_exception_handler(ApiRefusal, _refused_here)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _failed)
    for kind in UNKEEPABLE:
        app.add_exception_handler(kind, _unkeepable)
    app.add_exception_handler(Exception, _broken)


def _refused_here(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiRefusal)
    return error.answer()


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(status_of(error), type(error).__name__, error.message)


def _unreadable(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [
        {"at": "/".join(str(part) for part in one["loc"]), "says": one["msg"]}
        for one in error.errors()
    ]
    detail = "The request isn't of the form the API describes."
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable", detail, wrong=wrong)


def _failed(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "There is nothing at this address, or it isn't yours to see."
    return problem(error.status_code, "", detail if error.status_code == 404 else "")  # noqa: PLR2004


def _unkeepable(request: Request, _error: Exception) -> Response:
    if request.method in SAFE:
        return _failed(request, HTTPException(404))
    detail = "It has a character or a number that can't be kept. Nothing was changed."
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "unkeepable", detail)


def _broken(_request: Request, _error: Exception) -> Response:
    return problem(500, "broken", "Something broke on our side. What was signed is kept.")
