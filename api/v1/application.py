"""The API as an application of its own, mounted at `/api/v1`, with the page that describes it."""

from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.responses import Response

from api.deps import cookie_name
from api.pages import Pages
from api.v1 import agent_inbox, assistant, deciding, moving, reading
from api.v1.describing import describe
from api.v1.problems import MEDIA_TYPE, Problem, answer_problems
from runtime.office import Office

AT = "/api/v1"
ABOUT = """What Sopwith knows, for your other systems. Programs read with a token that a person made
under Your account; only a signed-in person decides, over exactly the content they read."""
PROBLEM = {"$ref": "#/components/schemas/Problem"}


class Api(FastAPI):
    """Describes what goes wrong in the media type it is answered in, and who may call."""

    def openapi(self) -> dict[str, Any]:
        said = super().openapi()
        parts = said["components"]
        parts["schemas"]["Problem"] = Problem.model_json_schema()
        cookie = cookie_name(self.state.office)
        parts["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "browser": {"type": "apiKey", "in": "cookie", "name": cookie},
        }
        return said | {"security": [{"token": []}, {"browser": []}]}


def create_api(office: Office, pages: Pages) -> FastAPI:
    api = Api(
        title="Sopwith",
        version="1",
        summary=ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    api.state.office = office
    api.state.pages = pages
    api.state.limiter = MovingWindowRateLimiter(MemoryStorage())
    answer_problems(api)
    api.router.routes.extend(_addresses().routes)
    return api


@cache
def _addresses() -> APIRouter:
    """Every address. What one takes is worked out at its first call, once a process."""
    every = APIRouter(
        responses={
            "4XX": {
                "description": "A problem, as RFC 9457 has it.",
                "content": {MEDIA_TYPE: {"schema": PROBLEM}},
            }
        }
    )
    for routes in (reading, deciding, moving, agent_inbox, assistant):
        every.include_router(routes.router)
    every.add_api_route("/docs", docs, methods=["GET"], include_in_schema=False)
    return every


def docs(request: Request) -> Response:
    """Drawn by us from the schema: nothing is loaded from anywhere else."""
    pages: Pages = request.app.state.pages
    return pages.draw(request, "api/docs.html", describe(request.app.openapi(), AT), None)
