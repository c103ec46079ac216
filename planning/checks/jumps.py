"""R42: far from the item's own history. R43: far from what the region said last month."""

from collections.abc import Set as AbstractSet
from math import log

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.season import rough
from planning.checks.sent import Found, Sent, about

FAR = log(1.5)
SIGMAS = 4
STEP = log(1.3)
LEAST_UNITS = 50
"""Below this a jump isn't worth a question."""
ASK = "Correct it, or reply with the reason; a real change stays."


def outliers(sent: Sent, explained: AbstractSet[Key]) -> list[Found]:
    """|ln(number / usual)| above ln 1.5 and above four sigma of the item's own strays.

    If last month's agreed forecast already said so, it is only noted.
    """
    found: list[Found] = []
    for key, usual in sent.usual.items():
        units = sent.numbers[key].units
        stray = usual.log_ratio(units)
        small = max(units, usual.units) < LEAST_UNITS
        if key in explained or small or abs(stray) < max(FAR, SIGMAS * usual.sigma):
            continue
        known = _agreed(sent, key)
        near = figures.number(rough(usual.units))
        found.append(
            about(
                sent,
                sent.numbers[key].line,
                rule="R42",
                severity=Severity.NOTE if known else Severity.WARNING,
                expected=f"about {near}, by season and growth",
                says=f"{figures.number(units)} units against about {near} by history and "
                f"season, {figures.percent_change(rough(usual.units), units)}"
                + ("; last month's agreed forecast says so too." if known else "."),
                off_units=units - round(usual.units),
                kind="far above history" if stray > 0 else "far below history",
                fix=ASK,
            )
        )
    return found


def steps(sent: Sent, explained: AbstractSet[Key]) -> list[Found]:
    """|ln(number / last month's forecast)| above ln 1.3."""
    found: list[Found] = []
    for key, number in sent.numbers.items():
        last = sent.facts.last.get(key)
        if key in explained or last is None or max(last, number.units) < LEAST_UNITS:
            continue
        step = log((max(number.units, 0) + 1) / (last + 1))
        if abs(step) > STEP:
            found.append(
                about(
                    sent,
                    number.line,
                    rule="R43",
                    severity=Severity.WARNING,
                    expected=f"near {figures.number(last)}, last month's forecast",
                    says=f"{figures.number(number.units)} units against "
                    f"{figures.number(last)} last month, "
                    f"{figures.percent_change(last, number.units)}.",
                    off_units=number.units - last,
                    kind="far above last month" if step > 0 else "far below last month",
                    fix=ASK,
                )
            )
    return found


def _agreed(sent: Sent, key: Key) -> bool:
    last = sent.facts.last.get(key)
    if not last:
        return False
    return abs(log((max(sent.numbers[key].units, 0) + 1) / (last + 1))) <= STEP
