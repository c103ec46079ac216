"""R61, R64, R65: after cut-off, beside another version, from somebody else."""

from collections.abc import Iterator

from planning import figures
from planning.checks.circumstances import Circumstances, Earlier
from planning.checks.facts import Facts, Key
from planning.checks.finding import Finding, Severity
from planning.sheets.lines import SubmittedLine


def how_it_came(
    lines: tuple[SubmittedLine, ...], facts: Facts, came: Circumstances
) -> Iterator[Finding]:
    if came.received_at > came.due_at:
        yield _late(lines, facts, came)
    if came.sender not in came.may_send:
        yield _stranger(lines, facts, came)
    if came.earlier is not None:
        yield from beside(lines, facts, came.earlier)


def _late(lines: tuple[SubmittedLine, ...], facts: Facts, came: Circumstances) -> Finding:
    units = {_key(line): line.units - facts.last.get(_key(line), 0) for line in lines}
    hours = (came.received_at - came.due_at).total_seconds() / 3600
    late = f"{hours:.0f} h" if hours >= 1 else "less than an hour"
    return Finding(
        rule="R61",
        severity=Severity.NOTE,
        source=None,
        observed=f"{came.received_at:%d %b %Y, %H:%M}",
        expected=f"by {came.due_at:%d %b %Y, %H:%M}",
        message=f"It came {late} after the cut-off.",
        impact_units=sum(map(abs, units.values())),
        impact_eur=facts.worth_of((key[0], abs(off)) for key, off in units.items()),
        kind="came after the cut-off",
        fix="Nothing to correct; whoever decides sees that it was late.",
    )


def _stranger(lines: tuple[SubmittedLine, ...], facts: Facts, came: Circumstances) -> Finding:
    units = sum(line.units for line in lines)
    return Finding(
        rule="R65",
        severity=Severity.BLOCKING,
        source=None,
        observed=came.sender_name,
        expected=f"whoever answers for {facts.place}",
        message=f"{came.sender_name} doesn't answer for {facts.place}.",
        impact_units=abs(units),
        impact_eur=facts.worth_of((line.sku, line.units) for line in lines),
        kind="sent by somebody else",
        fix="Let the region's owner send it, or hand the region over first.",
    )


def beside(lines: tuple[SubmittedLine, ...], facts: Facts, said: Earlier) -> Iterator[Finding]:
    """Two versions of one cycle that say different things, and no correction was asked for."""
    before = dict(said.units)
    now: dict[Key, int] = {}
    first: dict[Key, SubmittedLine] = {}
    for line in lines:
        now[_key(line)] = now.get(_key(line), 0) + line.units
        first.setdefault(_key(line), line)
    off = {key: now[key] - before[key] for key in now if key in before and now[key] != before[key]}
    if not off:
        return
    key = max(off, key=lambda one: abs(off[one]))
    yield Finding(
        rule="R64",
        severity=Severity.WARNING,
        source=first[key].source,
        observed=figures.number(now[key]),
        expected=f"{figures.number(before[key])}, as {said.called} said",
        message=f"{said.called[:1].upper()}{said.called[1:]} said otherwise in "
        f"{figures.count(len(off), 'number')}; this one counts from now on.",
        impact_units=sum(map(abs, off.values())),
        impact_eur=facts.worth_of((key[0], abs(n)) for key, n in off.items()),
        kind="two versions that differ",
        fix="Nothing to correct if this one is right; else send the right one again.",
        keys=tuple(off),
    )


def _key(line: SubmittedLine) -> Key:
    return (line.sku, line.tier, line.month)
