"""Drawing a page: one Jinja environment, strict and escaping, with the formats as filters."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from api import formats, tongue
from api.assets import Assets
from api.help import help_of
from api.views.frame import Frame

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What drawing needs, read once at the start."""

    templates: Environment
    assets: Assets

    def draw(
        self, request: Request, template: str, view: Any, frame: Frame | None, status: int = 200
    ) -> HTMLResponse:
        query = f"?{request.url.query}" if request.url.query else ""
        drawn = self.templates.get_template(template).render(
            view=view,
            frame=frame,
            help=help_of(template) if frame else None,
            assets=self.assets,
            nonce=request.state.nonce,
            here=f"{request.url.path}{query}",
        )
        return HTMLResponse(drawn, status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    title: str
    message: str


def draw_plain(request: Request, status: int, title: str, message: str) -> HTMLResponse:
    """A page with nothing but a message: it needs nobody signed in and no database."""
    pages: Pages = request.app.state.pages
    view = Message(title=title, message=message)
    return pages.draw(request, "refused.html", view, None, status)


@cache
def environment() -> Environment:
    """The one of this process: a template is compiled once, whoever draws it."""
    drawn = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    drawn.policies["ext.i18n.trimmed"] = True
    drawn.install_gettext_callables(  # type: ignore[attr-defined] # by the extension
        tongue.gettext, tongue.ngettext, newstyle=True
    )
    drawn.globals["language"] = tongue.tag
    filters: dict[str, Any] = {
        "number": formats.number,
        "eur": formats.eur,
        "day": formats.day,
        "moment": formats.moment,
        "when": formats.when,
        "in_full": formats.in_full,
        "glued": formats.glued,
        "headline": formats.headline,
    }
    drawn.filters.update(filters)
    return drawn
