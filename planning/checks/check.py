"""A read file against what was asked for: findings, and the lines that would count."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.checks.against_finance import against_finance
from planning.checks.alone import lookalikes, no_numbers
from planning.checks.booked import below_orders
from planning.checks.calendar_shape import fiscal_months
from planning.checks.circumstances import Circumstances
from planning.checks.codes import known_lines
from planning.checks.collisions import collisions
from planning.checks.completeness import missing_findings, past_findings
from planning.checks.covered import covered_in_part, without_ends
from planning.checks.currencies import named_currency
from planning.checks.duplicates import single_lines
from planning.checks.expected import NOBODY, Expected
from planning.checks.facts import Key, facts_of
from planning.checks.finding import Finding, Severity
from planning.checks.frozen_zone import changed_when_frozen, uncommented
from planning.checks.hierarchy import wrong_families
from planning.checks.hockey import hockey_sticks
from planning.checks.how_it_came import how_it_came
from planning.checks.jumps import outliers, steps
from planning.checks.layout import layout_of
from planning.checks.lifecycle import sold_no_more, without_launch
from planning.checks.lifts import too_much_lift, without_dip
from planning.checks.money_as_units import money_as_units
from planning.checks.numbers import fractional, negative
from planning.checks.past_bias import past_bias
from planning.checks.patterns import copied_months, stale
from planning.checks.promotions import without_uplift
from planning.checks.reading_problems import reading_findings, unreadable_keys
from planning.checks.sent import Found, Sent, sent_of
from planning.checks.shifted import shifted
from planning.checks.streams import outside_streams
from planning.checks.units import wrong_unit
from planning.checks.unlabelled_totals import without_totals
from planning.checks.uplifts import unannounced_uplift
from planning.sheets.left_out import LeftOut
from planning.sheets.lines import SubmittedLine
from planning.sheets.mapping import Mapping, ReadSheet

FINDINGS_MOST = 5_000
GRAVITY = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTotal:
    month: date
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found, gravest and dearest first, and what the file says."""

    findings: tuple[Finding, ...]
    lines: tuple[SubmittedLine, ...]
    """Known codes, the region asked, months to come, one line a key (a day, in a daily file).

    What a finding left out (an unknown code, an unreadable cell) isn't here, waived or not.
    """
    mappings: tuple[Mapping, ...]
    """How each sheet was understood."""
    left_out: tuple[LeftOut, ...] = ()
    """What of the file doesn't count, beyond what the mappings say of columns."""
    by_month: tuple[MonthTotal, ...] = ()
    """What counts, over all regions."""
    counted: int = 0
    """Numbers that count and aren't in `lines`: a file of millions is never made into lines."""
    more: int = 0
    """Findings beyond the first `FINDINGS_MOST`, left out."""

    @property
    def numbers(self) -> int:
        """How many numbers count."""
        return len(self.lines) + self.counted

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKING)


def check_submission(
    sheets: tuple[ReadSheet, ...], expected: Expected, came: Circumstances | None = None
) -> Checked:
    """Every rule, for one region's file; what is about how it came, where that is known."""
    facts, layout = facts_of(expected), layout_of(sheets)
    named = without_totals(sheets, facts.items.__contains__)
    known = known_lines(named.sheets, facts)
    single = single_lines(known.lines, facts)
    start = min(expected.months, default=None)
    past = tuple(line for line in single.lines if start and line.month < start)
    future = tuple(line for line in single.lines if not (start and line.month < start))
    lines, beyond = without_ends(future, facts)
    sent = sent_of(facts, lines, known.guessed | unreadable_keys(sheets, layout))
    problems = reading_findings(sheets, facts, layout)
    untouched = bool(problems) and not any(sheet.lines for sheet in sheets)
    findings = [
        *problems,
        *named_currency(sheets, facts.company),
        *named.findings,
        *wrong_families(sheets, facts),
        *known.findings,
        *single.findings,
        # where nothing could be read, everything is missing, and saying so helps nobody
        *([] if untouched else missing_findings(sent, layout)),
        *past_findings(past, facts),
        *beyond,
        *number_findings(sent),
        *collisions(sent),
        *against_finance(sent),
        *past_bias(sent),
        *stale(sent),
    ]
    if came is not None:
        findings += how_it_came(lines, facts, came)
    return checked(findings, lines, sheets)


def number_findings(sent: Sent) -> list[Finding]:
    """A number is objected to once, by the rule that explains most."""
    found: list[Found] = [*covered_in_part(sent), *negative(sent), *sold_no_more(sent)]
    for whole in (money_as_units, wrong_unit, copied_months, shifted):
        found += whole(sent)
    for rule in EXPLAINING:
        explained: set[Key] = {key for one in found for key in one.keys}
        found += rule(sent, explained)
    others = (*without_launch(sent), *below_orders(sent), *changed_when_frozen(sent))
    return [one.finding for one in [*found, *others, *fractional(sent)]]


EXPLAINING: tuple[Callable[[Sent, AbstractSet[Key]], Iterable[Found]], ...] = (
    fiscal_months,
    outliers,
    without_uplift,
    too_much_lift,
    hockey_sticks,
    unannounced_uplift,
    steps,
    uncommented,
    outside_streams,
    without_dip,
)
"""In this order: a number that one of them explains, the later ones leave alone."""


def check_alone(sheets: tuple[ReadSheet, ...]) -> Checked:
    """What a file says about itself, with no company to compare it with."""
    facts = facts_of(Expected(company=NOBODY, region="", months=()))
    lines = tuple(line for sheet in sheets for line in sheet.lines)
    single = single_lines(lines, facts)
    findings = [
        *reading_findings(sheets, facts, layout_of(sheets)),
        *named_currency(sheets, None),
        *without_totals(sheets, lambda _: False).findings,
        *single.findings,
    ]
    for region in dict.fromkeys(line.region for line in single.lines):
        sent = sent_of(facts, tuple(line for line in single.lines if line.region == region))
        findings += [*number_findings(sent), *lookalikes(sent)]
    if not findings and not lines:
        findings = [no_numbers()]
    return checked(findings, single.lines, sheets)


def rank(found: Finding) -> tuple[int, Decimal, int]:
    """Gravest first, then by what it could move, then by units."""
    return (GRAVITY[found.severity], -found.weight_eur, -(found.impact_units or 0))


def months_of(lines: tuple[SubmittedLine, ...]) -> tuple[MonthTotal, ...]:
    units: dict[date, int] = {}
    for line in lines:
        units[line.month] = units.get(line.month, 0) + line.units
    return tuple(MonthTotal(month=month, units=units[month]) for month in sorted(units))


def checked(
    findings: list[Finding], lines: tuple[SubmittedLine, ...], sheets: tuple[ReadSheet, ...]
) -> Checked:
    ranked = sorted(findings, key=rank)
    return Checked(
        findings=tuple(ranked[:FINDINGS_MOST]),
        lines=lines,
        by_month=months_of(lines),
        mappings=tuple(sheet.mapping for sheet in sheets if sheet.mapping),
        more=max(len(ranked) - FINDINGS_MOST, 0),
    )
