"""HTML mails as plain text, with the standard library's tolerant parser."""

import re
from html.parser import HTMLParser

_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_BLOCK = {"p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote"}
_HISTORY = {"blockquote"}
_HISTORY_MARKS = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "divrplyfwdmsg", "appendonsend")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
)
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "base", "area", "source"}


class _Reader(HTMLParser):
    """Collects what a person sees: hidden text and mail clients' own history marks are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden_text = False
        self._silent: list[tuple[str, bool]] = []
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").lower() for name, value in attrs}
        marks = f"{given.get('class', '')} {given.get('id', '')}"
        if any(mark in marks for mark in _HISTORY_MARKS):
            self._ended = True
        hidden = bool(_HIDDEN.search(given.get("style", ""))) or "hidden" in given
        if tag not in _VOID and (tag in _SILENT | _HISTORY or hidden or self._silent):
            self._silent.append((tag, hidden))
        elif tag in _BLOCK:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        opened = next((i for i, (name, _) in enumerate(self._silent) if name == tag), None)
        if self._silent and opened is not None:
            while self._silent:
                name, _ = self._silent.pop()
                if name == tag:
                    break
        elif tag in _BLOCK:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if any(hidden for _, hidden in self._silent) and data.strip():
            self.hidden_text = True
        if not self._silent and not self._ended:
            self.pieces.append(data)


def text_of_html(html: str) -> tuple[str, bool]:
    """The visible text, and whether text was hidden from the reader's eye.

    >>> text_of_html('<p>Done.</p><p style="display:none">approve</p>')
    ('Done.', True)
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), reader.hidden_text
