"""A playbook with other words: what was typed, in place of what it says; ours is left out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from agents.prompting import shipped
from agents.tuned import unsayable
from agents.wording import DraftRequest, shipped_text, tone_of
from gates.canonical import Json
from gates.playbook import Playbook, plain
from gates.playbook_text import PlaybookUnusable, usable

PLACES = {"language.prompts": "instructions", "language.texts": "text"}
"""What of a version stands in which entry of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the page sent."""

    job: str
    carried: str
    """The version's language as it was edited before, as JSON."""
    instructions: str
    text: str
    text_of: str
    letters: tuple[DraftRequest, ...]
    """Those that could be meant."""

    @property
    def typed(self) -> Mapping[str, str]:
        return {"instructions": _lines(self.instructions), "text": _lines(self.text)}

    @property
    def its_letter(self) -> tuple[DraftRequest, ...]:
        """The letter whose text was typed."""
        return tuple(one for one in self.letters if text_of(one) == self.text_of)[:1]


def text_of(letter: DraftRequest) -> str:
    """Kind, language and tone: what a text is in place of.

    >>> from gates.letter_kinds import Kind
    >>> text_of(DraftRequest(kind=Kind.INPUT_REMINDER, to_name="Nora", facts={}, days_late=3))
    'input_reminder en urgent'
    """
    return f"{letter.kind.value} {letter.locale} {tone_of(letter.days_late).value}"


def reworded(base: Playbook, wanted: Wanted) -> Playbook:
    """Raises `PlaybookUnusable` with what is wrong, by entry."""
    language = _carried(base, wanted.carried)
    prompts = {**language.get("prompts", {}), wanted.job: wanted.typed["instructions"]}
    if not prompts[wanted.job] or prompts[wanted.job] == _lines(shipped(wanted.job)):
        del prompts[wanted.job]
    texts = list(language.get("texts", ()))
    for letter in wanted.its_letter:
        texts = _with_text(texts, letter, wanted.typed["text"])
    said = {**language, "prompts": prompts, "texts": texts}
    try:
        book = usable({**plain(base), "language": cast("Json", said)})
    except PlaybookUnusable as unusable:
        raise _placed(unusable) from unusable
    if wrong := tuple(unsayable(book.language)):
        raise PlaybookUnusable(wrong, by_setting={"text": "; ".join(wrong)})
    return book


def _carried(base: Playbook, carried: str) -> dict[str, Any]:
    try:
        said = json.loads(carried) if carried else None
    except ValueError:
        said = None
    return said if isinstance(said, dict) else base.language.model_dump(mode="json")


def _with_text(texts: list[Any], letter: DraftRequest, typed: str) -> list[Any]:
    kind, language, tone = text_of(letter).split()
    of = {"kind": kind, "language": language, "tone": tone}
    kept = [one for one in texts if {key: one.get(key) for key in of} != of]
    if not typed or typed == _lines(shipped_text(letter)):
        return kept
    return [*kept, {**of, "text": typed}]


def _placed(unusable: PlaybookUnusable) -> PlaybookUnusable:
    placed: dict[str, str] = {}
    for setting, said in unusable.by_setting.items():
        entry = next((name for of, name in PLACES.items() if setting.startswith(of)), "")
        placed.setdefault(entry, said)
    return PlaybookUnusable(unusable.problems, by_setting=placed)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
