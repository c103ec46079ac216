"""R48: a file or a row whose numbers stand one month off; rows that slid under the next code."""

from collections import defaultdict
from collections.abc import Iterator
from math import log
from statistics import fmean

from planning import figures
from planning.checks.facts import ItemTier, Key
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.season import YEAR
from planning.checks.sent import Found, Sent

LEAST_MONTHS = 4
LEAST_ROWS = 3
PLAIN = 0.08
"""Below this mean stray from last month's forecast nothing is shifted."""
BETTER = 0.4
"""Moved by a month, the strays shrink to this share of themselves or less."""
SLID_FAR, SLID_NEAR = 0.3, 0.1


def shifted(sent: Sent) -> Iterator[Found]:
    """The whole file first; else row by row; then rows that hold their neighbours' numbers."""
    rows: dict[ItemTier, list[Key]] = defaultdict(list)
    for key in sent.numbers:
        rows[key[0], key[1]].append(key)
    for by in (-1, 1):
        if len(rows) >= LEAST_ROWS and _fits(sent, list(sent.numbers), by):
            yield _moved(sent, list(sent.numbers), by, "every row")
            return
    for (sku, tier), keys in rows.items():
        for by in (-1, 1):
            if _fits(sent, keys, by):
                yield _moved(sent, keys, by, sent.facts.name(sku, tier))
    yield from _slid(sent, rows)


def _fits(sent: Sent, keys: list[Key], by: int) -> bool:
    """Whether last month's forecast is met much better by the months before or after."""
    pairs = [(_stray(sent, key, 0), _stray(sent, key, by)) for key in keys]
    both = [(plain, moved) for plain, moved in pairs if plain is not None and moved is not None]
    if len(both) < LEAST_MONTHS:
        return False
    plain, moved = fmean(one for one, _ in both), fmean(one for _, one in both)
    return plain > PLAIN and moved < BETTER * plain


def _stray(sent: Sent, key: Key, by: int) -> float | None:
    """|ln(number / last month's forecast of the month `by` further on)|."""
    at = key[2].year * YEAR + key[2].month - 1 + by
    there = key[2].replace(year=at // YEAR, month=at % YEAR + 1)
    last, units = sent.facts.last.get((key[0], key[1], there)), sent.numbers[key].units
    return abs(log(units / last)) if last and units > 0 else None


def _moved(sent: Sent, keys: list[Key], by: int, where: str) -> Found:
    off = {key: sent.numbers[key].units - sent.facts.last.get(key, 0) for key in keys}
    side = "next" if by > 0 else "previous"
    said = Said(
        rule="R48",
        severity=Severity.BLOCKING,
        expected=f"{figures.month(keys[0][2])}'s own numbers",
        says=f"In {where} each month holds what was forecast for the {side} one; "
        "were the columns moved?",
        kind="numbers one month off",
        fix="Move the numbers back under their own months, and send it again.",
    )
    return about_all(sent, off, said)


def _slid(sent: Sent, rows: dict[ItemTier, list[Key]]) -> Iterator[Found]:
    """Three rows or more that each hold the numbers of the row before (or after) them."""
    pairs = list(rows)
    for by in (-1, 1):
        run: list[ItemTier] = []
        for at, pair in enumerate(pairs):
            other = pairs[at + by] if 0 <= at + by < len(pairs) else None
            if other is not None and _holds(sent, rows[pair], other):
                run.append(pair)
                continue
            yield from _slid_run(sent, rows, run)
            run = []
        yield from _slid_run(sent, rows, run)


def _holds(sent: Sent, keys: list[Key], other: ItemTier) -> bool:
    own: list[float] = []
    others: list[float] = []
    for key in keys:
        units, last = sent.numbers[key].units, sent.facts.last.get(key)
        theirs = sent.facts.last.get((*other, key[2]))
        if units > 0 and last and theirs:
            own.append(abs(log(units / last)))
            others.append(abs(log(units / theirs)))
    return len(own) >= LEAST_MONTHS and fmean(own) > SLID_FAR and max(others) < SLID_NEAR


def _slid_run(sent: Sent, rows: dict[ItemTier, list[Key]], run: list[ItemTier]) -> Iterator[Found]:
    if len(run) < LEAST_ROWS:
        return
    off = {
        key: sent.numbers[key].units - sent.facts.last.get(key, 0)
        for pair in run
        for key in rows[pair]
    }
    said = Said(
        rule="R48",
        severity=Severity.BLOCKING,
        expected="each row's own numbers",
        says=f"From {sent.facts.name(*run[0])} on, {figures.count(len(run), 'row')} hold the "
        "numbers of the row beside them; did codes and numbers slide apart?",
        kind="rows that slid by one",
        fix="Put codes and numbers back side by side, and send it again.",
    )
    yield about_all(sent, off, said)
