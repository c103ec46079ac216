"""What link scanners and prefetchers do: follow everything, submit everything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

METHODS = ("HEAD", "GET")
LOOKED_AT = re.compile(
    r"</?(?:a|area|use|link|img|image|script|iframe|form|input|button|textarea|select)\b"
    r"""(?:[^>"']|"[^"]*"|'[^']*')*>""",
    re.IGNORECASE,
)
"""The tags a robot does anything with; a parser spends most of its time on the others."""
MADE_ANEW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(slots=True)
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def shape(self) -> tuple[str, ...]:
        """What it does and says; the ids made anew for each page don't make it another one."""
        said = (f"{name}={MADE_ANEW.sub('', value)}" for name, value in self.fields.items())
        return (self.method, self.action, *sorted(said))


class Page(HTMLParser):
    """The links and forms of a page, its buttons pressed and its empty fields filled in."""

    def __init__(self, address: str, markup: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.feed("".join(LOOKED_AT.findall(markup)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if href := said.get("href") or said.get("src"):
            self.links.append(self._own(href))
        if tag == "form":
            action = self._own(said.get("action", ""))
            self.forms.append(Form(action, said.get("method", "get").upper()))
        name = said.get("name")
        if name and self.forms and tag in {"input", "button", "textarea", "select"}:
            self.forms[-1].fields[name] = said.get("value") or "because"

    def _own(self, href: str) -> str:
        parts = urlsplit(urljoin(self.address, href))
        return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass(slots=True)
class Robot:
    """Goes wherever the links lead, once to each, and counts."""

    client: Any
    """Like httpx.Client, as Starlette's is."""
    submits: bool = True
    methods: tuple[str, ...] = METHODS
    visits: int = 0
    submissions: int = 0
    seen: set[str] = field(default_factory=set[str])
    forms: list[Form] = field(default_factory=list[Form])

    def roam(self, links: list[str], forms: list[Form] | None = None) -> None:
        waiting = list(links)
        while waiting:
            link = waiting.pop()
            if link in self.seen or link.startswith("/static/"):
                continue
            self.seen.add(link)
            for page in self._visit(link):
                waiting += page.links
                self.forms += page.forms
        for form in {form.shape: form for form in [*(forms or ()), *self.forms]}.values():
            self._submit(form)

    def _visit(self, link: str) -> Iterator[Page]:
        for method in self.methods:
            self.visits += 1
            answer = self.client.request(method, link)
            if "location" in answer.headers:
                yield Page(link, f'<a href="{answer.headers["location"]}">')
            if "text/html" in answer.headers.get("content-type", ""):
                yield Page(link, answer.text)

    def _submit(self, form: Form) -> None:
        if not self.submits:
            return
        for site in ("same-origin", "none", "cross-site", None):
            self.submissions += 1
            headers = {"Sec-Fetch-Site": site} if site else {}
            self.client.cookies.clear()
            if form.method == "GET":
                self.client.get(form.action, params=form.fields, headers=headers)
            else:
                self.client.post(form.action, data=form.fields, headers=headers)
