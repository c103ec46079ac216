"""R44: a month that repeats the one before. R60: a file that repeats last month's."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Finding, Severity
from planning.checks.sent import Found, Sent
from planning.sheets.lines import SubmittedLine

LEAST_NUMBERS = 6
COPIED_SHARE = 0.9


def copied_months(sent: Sent) -> Iterator[Found]:
    """Nine in ten of the numbers (six at least, zeros aside) are those of the month before."""
    months = sorted({month for *_, month in sent.numbers})
    for before, month in pairwise(months):
        pairs = [
            (key, units, sent.numbers[earlier].units)
            for key, units in _positive(sent, month)
            if (earlier := (key[0], key[1], before)) in sent.numbers
        ]
        same = [key for key, units, earlier_units in pairs if units == earlier_units]
        if len(same) >= LEAST_NUMBERS and len(same) >= COPIED_SHARE * len(pairs):
            yield _copied(sent, before, month, same)


def _positive(sent: Sent, month: date) -> Iterator[tuple[Key, int]]:
    for key, number in sent.numbers.items():
        if key[2] == month and number.units > 0:
            yield key, number.units


def _copied(sent: Sent, before: date, month: date, same: list[Key]) -> Found:
    off = {
        key: sent.numbers[key].units - round(sent.usual[key].units)
        for key in same
        if key in sent.usual
    }
    finding = Finding(
        rule="R44",
        severity=Severity.WARNING,
        source=sent.numbers[same[0]].line.source,
        observed=f"{len(same)} numbers as in {figures.month(before)}",
        expected=f"{figures.month(month)}'s own numbers",
        message=f"{figures.month(month)} repeats {figures.month(before)} in "
        f"{figures.count(len(same), 'number')}; was the column copied?",
        impact_units=sum(map(abs, off.values())) if off else None,
        impact_eur=sent.facts.worth_of((key[0], n) for key, n in off.items()),
        kind="copied months",
        fix="Send the month's own forecast, or reply that it is meant so.",
        keys=tuple(same),
    )
    return Found(keys=tuple(same), finding=finding)


def stale(sent: Sent) -> Iterator[Finding]:
    """Every number (six at least) that last cycle's forecast also has is the same."""
    both = [key for key in sent.numbers if key in sent.facts.last]
    same = all(sent.numbers[key].units == sent.facts.last[key] for key in both)
    if same and len(both) >= LEAST_NUMBERS:
        says = f"All {len(both):,} numbers are last month's; is this the new file?"
        yield _stale(sent.lines, says)


def repeats_file(lines: tuple[SubmittedLine, ...]) -> Finding:
    return _stale(lines, "This is last month's file, unchanged to the byte.")


def _stale(lines: tuple[SubmittedLine, ...], says: str) -> Finding:
    return Finding(
        rule="R60",
        severity=Severity.WARNING,
        source=lines[0].source if lines else None,
        observed="last month's numbers",
        expected="this month's forecast",
        message=says,
        impact_units=0,
        impact_eur=figures.NOTHING_EUR,
        kind="nothing changed since last month",
        fix="Send the new file, or reply that last month's numbers stand.",
    )
