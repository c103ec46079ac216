"""Style sheets and scripts under names that change with their content."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.errors import NotFound
from api.pages import Pages

router = APIRouter()


@router.api_route("/static/{tag}/{name}", methods=["GET", "HEAD"])
def asset(request: Request, tag: str, name: str) -> Response:
    pages: Pages = request.app.state.pages
    found = pages.assets.by_name.get(name)
    if found is None or found.tag != tag:
        raise NotFound
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.content, media_type=found.media_type, headers=forever)
