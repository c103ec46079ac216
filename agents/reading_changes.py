"""Changes to a forecast in the words of a mail: "as last month, but Oat Bars +15 % in December"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agents.reading_dates import Day, days_in
from agents.reading_lexicon import DOWN, UP
from agents.reading_numbers import Number, numbers_in
from agents.reading_values import ChangeWords, Scope

_SENTENCE = re.compile(r"[^.;!?\n]*(?:[.](?=\d)[^.;!?\n]*)*[.;!?\n]?")
_EVERYTHING = re.compile(
    r"\b(?:everything|all (?:items|products|skus)|overall|across the board|alles|insgesamt"
    r"|alle produkte|todo|todos los productos|tout|tous les produits)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a product or family, and everything they may mean."""

    text: str
    start: int
    end: int
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    changes: tuple[ChangeWords, ...]
    doubts: tuple[str, ...]


def scopes_in(text: str, scopes: Iterable[Scope]) -> list[Mention]:
    """Products and families named in a text, the longest name first, left to right."""
    meant: dict[str, list[Scope]] = {}
    for scope in scopes:
        if scope.kind == "all":
            continue
        for words in {scope.name.lower(), scope.key.lower()}:
            meant.setdefault(words, []).append(scope)
    everything = tuple(scope for scope in scopes if scope.kind == "all")
    found = [
        Mention(text=m.group(), start=m.start(), end=m.end(), scopes=everything)
        for m in _EVERYTHING.finditer(text)
    ]
    if meant:
        names = "|".join(
            rf"{re.escape(words.removesuffix('s'))}s?"
            for words in sorted(meant, key=len, reverse=True)
        )
        for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text, re.IGNORECASE):
            words = match.group().lower()
            known = meant.get(words) or meant.get(words + "s") or meant.get(words.removesuffix("s"))
            found.append(
                Mention(
                    text=match.group(),
                    start=match.start(),
                    end=match.end(),
                    scopes=tuple(known or ()),
                )
            )
    return sorted(found, key=lambda mention: mention.start)


def changes_in(text: str, scopes: tuple[Scope, ...], today: date, language: str) -> Found:
    """Every amount of the mail tied to one product and its months, or a doubt about it."""
    changes: list[ChangeWords] = []
    doubts: list[str] = []
    for sentence in _SENTENCE.findall(text):
        _read_sentence(sentence, scopes, today, language, into=changes, doubts=doubts)
    return Found(changes=tuple(changes), doubts=tuple(dict.fromkeys(doubts)))


def _read_sentence(
    sentence: str,
    scopes: tuple[Scope, ...],
    today: date,
    language: str,
    *,
    into: list[ChangeWords],
    doubts: list[str],
) -> None:
    days = days_in(sentence, today)
    mentions = scopes_in(sentence, scopes)
    named = [(mention.start, mention.end) for mention in mentions]
    outside = [*((day.start, day.end) for day in days), *named]
    amounts = numbers_in(sentence, language, outside=outside)
    if not amounts and mentions and (UP.search(sentence) or DOWN.search(sentence)):
        doubts.append("it speaks of a change without a number")
    lead = [day for day in days if amounts and day.end <= min(amounts[0].start, _first(mentions))]
    for index, amount in enumerate(amounts):
        until = amounts[index + 1].start if index + 1 < len(amounts) else len(sentence)
        since = amounts[index - 1].end if index else 0
        mention = _mention_of(mentions, amount, since=since, until=until, alone=len(amounts) == 1)
        own = _months_of(days, mentions, mention, amount, until=until)
        months = own or lead
        if mention is None or not months:
            doubts.append(f"“{amount.text}” has no clear product or month")
            continue
        if own and (lead or _torn(days, mention, amount, until=until)):
            doubts.append(f"“{amount.text}” may belong to either month")
        if any(not day.whole_month for day in months):
            doubts.append(f"“{amount.text}” is for days, not for a month")
        around = sentence[since : min(until, amount.end + 20)]
        into.extend(
            ChangeWords(
                scope=mention.text,
                amount=amount.text,
                month=day.text,
                direction=_direction(around, mention.text),
            )
            for day in months
        )


def _first(mentions: list[Mention]) -> int:
    return mentions[0].start if mentions else 10**6


def _mention_of(
    mentions: list[Mention], amount: Number, *, since: int, until: int, alone: bool
) -> Mention | None:
    """The product before the amount; or, when the sentence has one amount, the one after it."""
    before = [m for m in mentions if since <= m.start < amount.start]
    if len(before) == 1:
        return before[0]
    after = [m for m in mentions if amount.end <= m.start < until]
    return after[0] if not before and len(after) == 1 and alone else None


def _months_of(
    days: list[Day],
    mentions: list[Mention],
    mention: Mention | None,
    amount: Number,
    *,
    until: int,
) -> list[Day]:
    """Months between product and amount; else after the amount, up to the next product."""
    if mention is None:
        return []
    following = [m.start for m in mentions if m is not mention and amount.end <= m.start < until]
    border = min(following, default=until)
    before = [day for day in days if mention.end <= day.start < amount.start]
    after = [day for day in days if amount.end <= day.start < border]
    return before or after


def _torn(days: list[Day], mention: Mention, amount: Number, *, until: int) -> bool:
    """Whether months stand on both sides of an amount: "Dec +15 %, Jan" is no clear order."""
    return any(mention.end <= day.start < amount.start for day in days) and any(
        amount.end <= day.start < until for day in days
    )


def _direction(around: str, product: str) -> str:
    """The word that says up or down; both at once say nothing."""
    rest = around.replace(product, " ")
    up, down = UP.search(rest), DOWN.search(rest)
    if up and down:
        return f"{up.group()} {down.group()}"
    found = up or down
    return found.group() if found else ""
