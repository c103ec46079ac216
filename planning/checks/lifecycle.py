"""R14: forecast and not sold any more. R15: new, and nobody said since when."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planning import figures
from planning.checks.correction import monthly
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Found, Sent


def sold_no_more(sent: Sent) -> Iterator[Found]:
    """Numbers for months that begin on or after the day an item is discontinued."""
    for sku, keys in _by_sku(sent).items():
        ends = sent.facts.items[sku].discontinued
        off = {key: sent.numbers[key].units for key in keys if ends and key[2] >= ends}
        if ends and off:
            why = f"{sku} isn't sold from {figures.day(ends)} on"
            said = Said(
                rule="R14",
                severity=Severity.BLOCKING,
                expected=f"0 from {figures.day(ends)} on",
                says=f"{sent.facts.name(sku)} is discontinued on {figures.day(ends)}, and "
                f"{figures.count(sum(off.values()), 'unit')} are forecast after it.",
                kind="discontinued, with a forecast",
                fix="Write 0 from then on, or tell us that it goes on.",
            )
            yield about_all(
                sent,
                off,
                said,
                tuple(one for key in off for one in monthly(sent.numbers[key].line, 0, why)),
            )


def without_launch(sent: Sent) -> Iterator[Found]:
    """Never sold anywhere and no launch date; or a forecast for months before it."""
    sold = {line.sku for line in sent.facts.company.history}
    for sku, keys in _by_sku(sent).items() if sold else ():
        launch = sent.facts.items[sku].launch
        if launch is None and sku not in sold:
            off = {key: sent.numbers[key].units for key in keys}
            yield about_all(sent, off, _new(sent, sku))
        early = {k: sent.numbers[k].units for k in keys if launch and k[2] < launch.replace(day=1)}
        if launch and early:
            yield about_all(sent, early, _early(sent, sku, launch))


def _by_sku(sent: Sent) -> dict[str, list[Key]]:
    by_sku: dict[str, list[Key]] = defaultdict(list)
    for key, number in sent.numbers.items():
        if number.units > 0 and key[0] in sent.facts.items:
            by_sku[key[0]].append(key)
    return by_sku


def _new(sent: Sent, sku: str) -> Said:
    return Said(
        rule="R15",
        severity=Severity.WARNING,
        expected="a launch date in items.csv",
        says=f"{sent.facts.name(sku)} was never sold before, and nobody said when it starts.",
        kind="new, without a launch date",
        fix="Tell us the day it is launched.",
    )


def _early(sent: Sent, sku: str, launch: date) -> Said:
    return Said(
        rule="R15",
        severity=Severity.WARNING,
        expected=f"0 before {figures.day(launch)}",
        says=f"{sent.facts.name(sku)} is launched on {figures.day(launch)}, and is forecast for "
        "months before.",
        kind="forecast before its launch",
        fix="Move the numbers behind the launch, or tell us the new date.",
    )
