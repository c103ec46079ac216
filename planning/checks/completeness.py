"""R10, R12, R14: numbers, months and products that were asked for and aren't there."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from planning import figures
from planning.checks.correction import CellChange
from planning.checks.facts import Facts, ItemTier, Key
from planning.checks.finding import Finding, Severity
from planning.checks.layout import Layout
from planning.checks.sent import Sent
from planning.sheets.grid import CellRef
from planning.sheets.lines import SubmittedLine

FILL = "Fill it in; write 0 where nothing will be sold."


def missing_findings(sent: Sent, layout: Layout) -> list[Finding]:
    """The widest gap says it once: the whole region, a month, a product, a row, a cell."""
    facts = sent.facts
    given = {*sent.numbers, *sent.guessed}
    gaps = [
        (*pair, month)
        for pair in facts.pairs
        for month in facts.months
        if (*pair, month) not in given and facts.sold(pair[0], month)
    ]
    if gaps and not sent.numbers:
        return [_nothing(facts, gaps)]
    months = {month for *_, month in given}
    skus = {sku for sku, *_ in given}
    found = [_month(facts, month, gaps) for month in facts.months if month not in months]
    gaps = [key for key in gaps if key[2] in months]
    found += [
        _product(facts, sku, [key for key in gaps if key[0] == sku])
        for sku in dict.fromkeys(sku for sku, *_ in gaps if sku not in skus)
    ]
    return found + _rows_and_cells(facts, [key for key in gaps if key[0] in skus], months, layout)


def _rows_and_cells(
    facts: Facts, gaps: list[Key], months: set[date], layout: Layout
) -> list[Finding]:
    by_pair: dict[ItemTier, list[Key]] = defaultdict(list)
    for key in gaps:
        by_pair[key[0], key[1]].append(key)
    asked = sum(month in months for month in facts.months)
    found: list[Finding] = []
    for (sku, tier), keys in by_pair.items():
        if len(keys) == asked and asked > 1:
            says = f"{facts.name(sku, tier)} is missing in every month."
            found.append(_gap(facts, keys, "R10", "rows that are missing", "(no row)", says, None))
        else:
            found += [_blank(facts, key, layout) for key in keys]
    return found


def _nothing(facts: Facts, gaps: list[Key]) -> Finding:
    says = f"There is no number for {facts.place} that we can plan with."
    return _gap(facts, gaps, "R10", "nothing to plan with", "(nothing)", says, None)


def _month(facts: Facts, month: date, gaps: list[Key]) -> Finding:
    says = f"{figures.month(month)} isn't in the file."
    keys = [key for key in gaps if key[2] == month]
    return _gap(facts, keys, "R12", "months without numbers", "(no month)", says, None)


def _product(facts: Facts, sku: str, keys: list[Key]) -> Finding:
    says = f"{facts.name(sku)} is sold in {facts.place} and isn't in the file."
    return _gap(facts, keys, "R14", "products without numbers", "(no row)", says, None)


def _gap(
    facts: Facts,
    keys: list[Key],
    rule: str,
    kind: str,
    observed: str,
    says: str,
    source: CellRef | None,
) -> Finding:
    last = {key: facts.last.get(key, 0) for key in keys}
    units = sum(last.values())
    return Finding(
        rule=rule,
        severity=Severity.BLOCKING,
        source=source,
        observed=observed,
        expected=f"a number; last month's forecast was {figures.number(units)} units",
        message=says,
        impact_units=units,
        impact_eur=facts.worth_of((key[0], n) for key, n in last.items()),
        kind=kind,
        fix=FILL,
        keys=tuple(keys),
    )


def _blank(facts: Facts, key: Key, layout: Layout) -> Finding:
    says = f"{facts.name(*key)} is missing; a blank isn't a zero."
    found = _gap(facts, [key], "R10", "blank cells", "(blank)", says, layout.cell(key))
    return replace(found, correction=_as_last_month(facts, key, layout))


def _as_last_month(facts: Facts, key: Key, layout: Layout) -> tuple[CellChange, ...]:
    """Last month's forecast in the blank cell, in a sheet that counts units."""
    cell, last = layout.cell(key), facts.last.get(key)
    if cell is None or last is None or (cell.file, cell.sheet) in layout.in_cases:
        return ()
    why = "last month's forecast"
    return (CellChange(source=cell, before="", after=str(last), why=why),)


def past_findings(lines: tuple[SubmittedLine, ...], facts: Facts) -> list[Finding]:
    """A note per month that is over; planning starts later."""
    first: dict[date, SubmittedLine] = {}
    for line in lines:
        first.setdefault(line.month, line)
    return [
        Finding(
            rule="R12",
            severity=Severity.NOTE,
            source=line.source,
            observed=figures.month(month),
            expected=f"{figures.month(facts.months[0])} or later",
            message=f"{figures.month(month)} is over; its numbers are left out.",
            impact_units=0,
            impact_eur=figures.NOTHING_EUR,
            kind="months that are over",
            fix="Nothing to do.",
        )
        for month, line in sorted(first.items())
    ]
