"""R20: codes we don't know, with the code probably meant. R23: another region's customers."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from planning import figures
from planning.checks.correction import CellChange
from planning.checks.facts import Facts, Key
from planning.checks.finding import Finding, Severity
from planning.checks.layout import code_cell
from planning.sheets.grid import CellRef
from planning.sheets.lines import SubmittedLine
from planning.sheets.mapping import ReadSheet, Role
from planning.sheets.vocabulary import fold

LIKENESS = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLines:
    lines: tuple[SubmittedLine, ...]
    findings: tuple[Finding, ...]
    guessed: frozenset[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    role: Role
    code: str
    meant: str
    """The code it resembles; empty if none does."""
    expected: str
    claimed: bool = False
    """A customer we know, of another region."""


def known_lines(sheets: tuple[ReadSheet, ...], facts: Facts) -> KnownLines:
    """Lines we can plan with; a finding per row that names something else."""
    kept: list[SubmittedLine] = []
    lost: dict[tuple[object, ...], list[tuple[ReadSheet, SubmittedLine, Unknown]]] = {}
    absent = _absent_skus(sheets, facts)
    for sheet in sheets:
        for line in sheet.lines:
            unknown = _unknown(line, facts, absent)
            if unknown is None:
                kept.append(line)
            else:
                place = (line.source.file, line.source.sheet, unknown)
                row = line.source.row if line.day is None else 0
                lost.setdefault((*place, row), []).append((sheet, line, unknown))
    return KnownLines(
        lines=tuple(kept),
        findings=tuple(_finding(rows, facts) for rows in lost.values()),
        guessed=frozenset(
            _as_meant(line, unknown) for rows in lost.values() for _, line, unknown in rows
        ),
    )


def _absent_skus(sheets: tuple[ReadSheet, ...], facts: Facts) -> tuple[str, ...]:
    """What the region sells and the file doesn't name: the likeliest meaning of a strange code."""
    named = {line.sku for sheet in sheets for line in sheet.lines}
    sold = dict.fromkeys(sku for sku, _ in facts.pairs)
    return tuple(sku for sku in sold if sku not in named)


def _unknown(line: SubmittedLine, facts: Facts, absent: tuple[str, ...]) -> Unknown | None:
    home = facts.homes.get(line.account)
    if home is not None and home != facts.region:
        expected = f"a customer of {facts.place}; this one is {home}'s"
        return Unknown(role=Role.TIER, code=line.account, meant="", expected=expected, claimed=True)
    if line.region != facts.region:
        expected = f"{facts.place}, whose forecast was asked for"
        return Unknown(role=Role.REGION, code=line.region, meant="", expected=expected)
    if line.sku not in facts.items:
        meant = resembling(line.sku, absent) or resembling(line.sku, tuple(facts.items))
        expected = f"{meant}?" if meant else "one of the company's SKUs"
        return Unknown(role=Role.SKU, code=line.sku, meant=meant, expected=expected)
    if line.tier not in facts.tiers:
        meant = resembling(line.tier, tuple(facts.tiers))
        return Unknown(
            role=Role.TIER, code=line.tier, meant=meant, expected=" or ".join(facts.tiers)
        )
    return None


@lru_cache(maxsize=4096)
def resembling(code: str, known: tuple[str, ...]) -> str:
    """The one code that is clearly the most alike; empty where two are or none is.

    >>> resembling("OB-O1", ("OB-01", "OB-02")), resembling("OB-09", ("OB-01", "OB-02"))
    ('OB-01', '')
    """
    typed = fold(code)
    alike = sorted(
        ((SequenceMatcher(None, typed, fold(one)).ratio(), one) for one in known), reverse=True
    )
    if not alike or alike[0][0] < LIKENESS:
        return ""
    return "" if len(alike) > 1 and alike[1][0] == alike[0][0] else alike[0][1]


def _as_meant(line: SubmittedLine, unknown: Unknown) -> Key:
    sku = unknown.meant if unknown.role is Role.SKU else line.sku
    tier = unknown.meant if unknown.role is Role.TIER else line.tier
    return (sku, tier, line.month)


def _finding(rows: list[tuple[ReadSheet, SubmittedLine, Unknown]], facts: Facts) -> Finding:
    sheet, line, unknown = rows[0]
    units = sum(line.units for _, line, _ in rows)
    code = unknown.code or "(blank)"
    said = "SKU" if unknown.role is Role.SKU else unknown.role.value
    numbers = figures.count(len(rows), "number")
    stands = "stands" if len(rows) == 1 else "stand"
    return Finding(
        rule="R23" if unknown.claimed else "R20",
        severity=Severity.BLOCKING,
        source=code_cell(sheet, line, unknown.role),
        observed=code,
        expected=unknown.expected,
        message=f"{numbers} {stands} under the {said} “{code}”, which "
        + ("isn't yours." if unknown.claimed or unknown.role is Role.REGION else "we don't know.")
        + (f" Is {unknown.meant} meant?" if unknown.meant else ""),
        impact_units=abs(units),
        impact_eur=facts.worth(unknown.meant or line.sku, units),
        kind="another region's numbers"
        if unknown.claimed or (unknown.role is Role.REGION and line.region)
        else f"unknown {said}",
        fix="Correct the code, or tell us if it is new; until then these numbers are left out.",
        correction=_as_meant_cell(code_cell(sheet, line, unknown.role), unknown),
    )


def _as_meant_cell(cell: CellRef, unknown: Unknown) -> tuple[CellChange, ...]:
    if not unknown.meant:
        return ()
    why = f"{unknown.meant} is the only code like it"
    return (
        CellChange(source=cell, before=unknown.code, after=unknown.meant, why=why, is_number=False),
    )
