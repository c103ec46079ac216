"""Words somebody claims to have copied from a mail: whether they stand there, and as what."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from agents.reading_suspicion import visible
from agents.reading_values import ReplyContext, Span
from agents.replies.facts import Facts


@dataclass(slots=True, kw_only=True)
class Copied:
    """Collects which words stand in the mail, and every reason to ask a person."""

    context: ReplyContext
    facts: Facts
    why: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        return visible(self.context.text)

    def stands(self, part: str, words: str) -> bool:
        """Whether copied words stand in the mail; what does not is a doubt and goes no further."""
        if not words.strip():
            return False
        if flat(words) not in flat(self.text):
            self.why.append(f"“{words[:60]}” does not stand in the mail")
            return False
        self.spans.append(Span(part=part, text=words))
        return True

    def quantity(self, words: str) -> tuple[Decimal | None, str]:
        """The one number the words hold whole, and its unit."""
        if not self.stands("quantity", words):
            return None, ""
        held = self._held(words)
        stated = [a for a in self.facts.amounts if not a.percent]
        amounts = {(a.value, a.unit) for a in stated if _in(a.start, a.start + len(a.text), held)}
        if len(amounts) != 1:
            self.why.append(f"“{words[:60]}” is not one number")
            return None, ""
        return amounts.pop()

    def moment(self, words: str) -> str | None:
        """The one week, day or month the words hold."""
        if not self.stands("date", words):
            return None
        held = self._held(words)
        moments = [m for m in self.facts.moments if _in(m.start, m.end, held)]
        if len({m.value for m in moments}) != 1:
            self.why.append(f"“{words[:60]}” is not one date")
            return None
        if moments[0].doubtful:
            self.why.append(f"“{words[:60]}” can mean two days")
        return moments[0].value

    def person(self, words: str) -> str | None:
        """The name of the one other person of the directory the words hold."""
        if not self.stands("person", words):
            return None
        held = self._held(words)
        found = [p for p in self.facts.people if _in(p.start, p.end, held)]
        names = {who.name for p in found for who in p.who}
        if len(names) != 1:
            self.why.append(f"“{words[:60]}” is not one other person of the directory")
            return None
        return names.pop()

    def _held(self, words: str) -> list[tuple[int, int]]:
        """Everywhere the words stand in the part of the mail that means something."""
        pattern = r"\s+".join(re.escape(word) for word in visible(words).split())
        return [m.span() for m in re.finditer(pattern, self.facts.text, re.IGNORECASE)]


def _in(start: int, end: int, held: list[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in held)


def flat(words: str) -> str:
    return " ".join(visible(words).casefold().split())


def whole_number_in(text: str, digits: str) -> bool:
    """Whether the digits stand in the text on their own, not as a piece of other digits."""
    return bool(
        re.search(
            rf"(?<![\d.,'])(?<!\d )(?<!\w-){re.escape(digits)}(?![\d]|[.,' ]\d)",
            text,
            re.IGNORECASE,
        )
    )
