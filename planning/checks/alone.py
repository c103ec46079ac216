"""What a file says about itself: R20, codes that look like a slip of the pen; R10, nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from planning import figures
from planning.checks.finding import Finding, Severity
from planning.checks.sent import Sent
from planning.sheets.lines import SubmittedLine

RARE = 50
"""The other code has this many times the units."""
LONGEST = 40
"""A longer text is no product code."""


def lookalikes(sent: Sent) -> Iterator[Finding]:
    """A code that differs from a far bigger one only by a letter in place of a digit."""
    first: dict[str, SubmittedLine] = {}
    units: dict[str, int] = defaultdict(int)
    for line in sent.lines:
        first.setdefault(line.sku, line)
        units[line.sku] += line.units
    alike: dict[str, list[str]] = defaultdict(list)
    for code in first:
        for form in _with_one_gap(code):
            alike[form].append(code)
    for code, line in first.items():
        neighbours = (other for form in _with_one_gap(code) for other in alike[form])
        twins = [other for other in neighbours if units[other] > RARE * abs(units[code])]
        if twin := next((other for other in twins if is_slip(code, other)), None):
            yield _lookalike(line, twin, units[code])


def slips(codes: Iterable[str]) -> list[str]:
    """Codes that differ from another of them by a letter in place of a digit.

    >>> slips(["SO0005L04P", "SOS005L04P", "SOS005L05P"])
    ['SO0005L04P', 'SOS005L04P']
    """
    digits: dict[str, list[str]] = defaultdict(list)
    others: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for at, form in enumerate(_with_one_gap(code)):
            (digits if code[at].isdigit() else others)[form].append(code)
    both = digits.keys() & others.keys()
    return sorted({code for form in both for code in (*digits[form], *others[form])})


def _with_one_gap(code: str) -> list[str]:
    r"""The code's forms with one character left open: two codes one apart share one of them.

    >>> _with_one_gap("A1")
    ['\x001', 'A\x00']
    """
    if len(code) > LONGEST:
        return []
    return [f"{code[:at]}\0{code[at + 1 :]}" for at in range(len(code))]


def no_numbers() -> Finding:
    """R10 of a file whose tables are empty."""
    return Finding(
        rule="R10",
        severity=Severity.BLOCKING,
        source=None,
        observed="(nothing)",
        expected="numbers",
        message="There is no number in the file.",
        impact_units=None,
        impact_eur=None,
        kind="nothing to plan with",
        fix="Check that the right sheet was saved, and send it again.",
    )


def is_slip(code: str, other: str) -> bool:
    """Whether one letter stands for a digit, or the other way round.

    >>> is_slip("SO0005L04P", "SOS005L04P"), is_slip("OB-01", "OB-02"), is_slip("A", "A")
    (True, False, False)
    """
    if len(code) != len(other):
        return False
    differ = [(a, b) for a, b in zip(code, other, strict=True) if a != b]
    return len(differ) == 1 and {c.isdigit() for c in differ[0]} == {True, False}


def _lookalike(line: SubmittedLine, twin: str, units: int) -> Finding:
    return Finding(
        rule="R20",
        severity=Severity.WARNING,
        source=line.source,
        observed=line.sku,
        expected=f"{twin}?",
        message=f"{line.sku} holds {figures.count(units, 'unit')} and differs from the much larger "
        f"{twin} only by a letter and a digit; is {twin} meant?",
        impact_units=abs(units),
        impact_eur=None,
        kind="codes that look mistyped",
        fix="Correct the code, or tell us that both exist.",
    )
