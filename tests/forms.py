"""A page's form as a browser would send it: values as they stand, what is chosen chosen."""

from collections.abc import Callable
from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, wanted: Callable[[dict[str, str]], bool]) -> None:
        super().__init__()
        self.wanted, self.inside = wanted, False
        self.action, self.select = "", ""
        self.fields: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.action and self.wanted(said):
            self.inside, self.action = True, said["action"]
        name = said.get("name", "")
        if self.inside and tag == "input" and name and said.get("type") != "checkbox":
            self.fields[name] = said.get("value", "")
        if self.inside and tag == "select":
            self.select = name
            self.fields[name] = ""
        if self.inside and tag == "option":
            self.options.setdefault(self.select, []).append(said.get("value", ""))
            if "selected" in said:
                self.fields[self.select] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def form_in(markup: str, form_id: str) -> tuple[str, dict[str, str], dict[str, list[str]]]:
    """Where the form goes, its fields as they stand, and what its selects offer."""
    parsed = _Form(lambda said: said.get("id") == form_id)
    parsed.feed(markup)
    assert parsed.action, f"there is no form {form_id}"
    return parsed.action, parsed.fields, parsed.options


def form_to(markup: str, ending: str) -> tuple[str, dict[str, str]]:
    """The first form whose address ends so: where it goes, and its fields as they stand."""
    parsed = _Form(lambda said: said.get("action", "").endswith(ending))
    parsed.feed(markup)
    assert parsed.action, f"there is no form to {ending}"
    return parsed.action, parsed.fields
