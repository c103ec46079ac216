"""R62: a number changed in the frozen zone. R63: a change without a comment."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from math import log

from planning import figures
from planning.calendar_weeks import WEEK, days_of_month
from planning.checks.correction import in_own_unit, monthly
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Found, Sent, about

UNCOMMENTED = log(1.15)
LEAST_UNITS = 50


def changed_when_frozen(sent: Sent) -> Iterator[Found]:
    """Months whose last day lies in the plan's first `frozen_weeks`, against last month's."""
    company = sent.facts.company
    thaws = company.plan_start + WEEK * company.frozen_weeks
    by_month: dict[date, list[Key]] = defaultdict(list)
    frozen = {m for m in {key[2] for key in sent.numbers} if days_of_month(m)[-1] < thaws}
    for key, number in sent.numbers.items():
        last = sent.facts.last.get(key)
        if key[2] in frozen and last is not None and last != number.units:
            by_month[key[2]].append(key)
    for month, keys in by_month.items():
        yield _frozen(sent, month, keys)


def _frozen(sent: Sent, month: date, keys: list[Key]) -> Found:
    why = f"{figures.month(month)} is frozen"
    said = Said(
        rule="R62",
        severity=Severity.WARNING,
        expected=f"last month's forecast, {figures.number(sent.facts.last[keys[0]])} here",
        says=f"{figures.month(month)} lies in the frozen zone, and "
        f"{figures.count(len(keys), 'number')} in it changed.",
        kind="changed in the frozen zone",
        fix="Leave last month's numbers, or ask for a change with its reason.",
    )
    return about_all(
        sent,
        {key: sent.numbers[key].units - sent.facts.last[key] for key in keys},
        said,
        tuple(
            change
            for key in keys
            for change in monthly(
                sent.numbers[key].line,
                in_own_unit(sent.numbers[key].line, sent.facts.last[key]),
                why,
            )
        ),
    )


def uncommented(sent: Sent, explained: AbstractSet[Key]) -> Iterator[Found]:
    """In a sheet that has comments: a step above ln 1.15 from last month's without one."""
    spoken = {(line.source.file, line.source.sheet) for line in sent.lines if line.comment}
    for key, number in sent.numbers.items():
        last, line = sent.facts.last.get(key), number.line
        place = (line.source.file, line.source.sheet)
        if key in explained or place not in spoken or line.comment or not last:
            continue
        step = log((max(number.units, 0) + 1) / (last + 1))
        if abs(step) > UNCOMMENTED and max(last, number.units) >= LEAST_UNITS:
            yield about(
                sent,
                line,
                rule="R63",
                severity=Severity.WARNING,
                expected="a comment beside it, or a number near last month's",
                says=f"{figures.percent_change(last, number.units)} against last month, and the "
                "row has no comment.",
                off_units=number.units - last,
                kind="changed without a comment",
                fix="Write the reason into the comment column.",
            )
