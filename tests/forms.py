"""A page's form as a browser would send it: values as they stand, what is chosen chosen."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.wanted, self.inside = form_id, False
        self.action, self.select = "", ""
        self.fields: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("id") == self.wanted:
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
    parsed = _Form(form_id)
    parsed.feed(markup)
    assert parsed.action, f"there is no form {form_id}"
    return parsed.action, parsed.fields, parsed.options
