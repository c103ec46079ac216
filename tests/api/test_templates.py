"""What the templates may not hold, so that the content policy stays strict; that all draw."""

import re
from pathlib import Path

import pytest

from api.assets import read_assets
from api.help import help_of
from api.pages import TEMPLATES, environment
from api.views.frame import Frame, places
from tests.api.example_pages import PAGES

SOURCES = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if "mail" not in path.relative_to(TEMPLATES).parts[:1]
)
BANNED = {
    "inline style": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline handler": re.compile(r"\son[a-z]+\s*="),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "script without nonce": re.compile(r"<script\b(?![^>]*\bnonce=)"),
    "htmx script attribute": re.compile(r"\bhx-(on|live)\b"),
    "htmx script value": re.compile(r"hx-vals\s*=\s*['\"]\s*js:"),
    "trigger filter": re.compile(r"hx-trigger\s*=\s*\"[^\"]*\["),
    "external address": re.compile(r"(?:href|src|action|url)\s*=?\s*[\"'(]\s*(?:https?:)?//"),
    "escaping off": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
}
HTMX = re.compile(r"<[^>]*\shx-(?:get|post|trigger)=[^>]*>", re.DOTALL)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_holds_nothing_banned(path: Path) -> None:
    source = path.read_text()
    assert [name for name, pattern in BANNED.items() if pattern.search(source)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_htmx_element_carries_the_nonce(path: Path) -> None:
    assert [tag for tag in HTMX.findall(path.read_text()) if "hx-nonce=" not in tag] == []


@pytest.mark.parametrize("name", PAGES)
def test_draws(name: str) -> None:
    template, at, view = PAGES[name]
    frame = Frame(
        company="Halden Foods",
        name="Ines Moreau",
        role="COO",
        at=at,
        places=places(waiting=5, development=True),
        development=True,
    )
    page = environment().get_template(template)
    said = {"view": view, "frame": frame, "help": help_of(template)}
    drawn = page.render(**said, assets=read_assets(), nonce="n", here="/inbox")
    assert drawn.count("<h1") == 1
    assert drawn.count('<main class="page') == 1
    ids = re.findall(r'\sid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))


def test_a_name_is_escaped() -> None:
    template = environment().from_string("{{ name }}")
    assert template.render(name="<script>") == "&lt;script&gt;"
