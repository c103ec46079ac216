"""Drawing a page: one Jinja environment, strict and escaping, with the formats as filters."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api import formats

TEMPLATES = Path(__file__).parent.parent / "templates"


def environment() -> Environment:
    drawn = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "number": formats.number,
        "eur": formats.eur,
        "day": formats.day,
        "moment": formats.moment,
        "when": formats.when,
        "glued": formats.glued,
    }
    drawn.filters.update(filters)
    return drawn
