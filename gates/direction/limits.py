"""What is asked again, what holds a file up, and how people who owe an answer are chased."""

from collections.abc import Iterator
from decimal import Decimal

from gates.cadence import Cadence
from gates.direction.cell import Cell, Turn, counted
from gates.materiality import Kind, Tolerance
from gates.playbook import Playbook
from gates.risk import Risk
from planning.checks.check import GRAVITY
from planning.checks.finding import Severity


def limit_cells(was: Playbook, now: Playbook) -> Iterator[Cell]:
    for kind in Kind:
        yield from _tolerance(kind, was.tolerances.of(kind), now.tolerances.of(kind))
    for rule in sorted({*was.checks, *now.checks}):
        yield from _check(rule, was.checks.get(rule), now.checks.get(rule))
    yield from _cadence("inputs", was.inputs, now.inputs)
    yield from _cadence("actions", was.actions, now.actions)
    yield from _risk(was.risk, now.risk)
    yield from counted(
        "follow_up_weeks",
        "weeks actions are followed up",
        was.follow_up_weeks,
        now.follow_up_weeks,
        more=Turn.TIGHTENED,
    )
    yield from counted(
        "frozen_weeks",
        "weeks in which a change leaves production alone",
        was.frozen_weeks,
        now.frozen_weeks,
        more=Turn.TIGHTENED,
    )
    yield from counted(
        "drift_pct",
        "percent that demand may leave the plan before it is raised",
        was.drift_pct,
        now.drift_pct,
        more=Turn.RELAXED,
    )


def _tolerance(kind: Kind, was: Tolerance, now: Tolerance) -> Iterator[Cell]:
    """A signed number of this kind moved by so much: asked again or not.

    A move passes up to the larger of percent and points, so each end has moves of its own.
    """
    for name, of, unit in (("pct", "percent", " %"), ("points", "points", "")):
        old, new = getattr(was, name), getattr(now, name)
        low, high = sorted((old, new))
        if old == new:
            continue
        said = {True: "asked again", False: "only noted"}
        relaxes = new > old
        yield Cell(
            where=f"tolerances.by_kind.{kind.value}.{name}",
            when=f"moved by more than {_short(low)}{unit} and up to {_short(high)}{unit} ({of})",
            was=said[relaxes],
            now=said[not relaxes],
            turn=Turn.RELAXED if relaxes else Turn.TIGHTENED,
        )


def _short(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _check(rule: str, was: Severity | None, now: Severity | None) -> Iterator[Cell]:
    """A finding of each gravity the rule itself may give it."""
    for own in Severity:
        before, after = was or own, now or own
        if before is not after:
            yield Cell(
                where=f"checks.{rule}",
                when=f"a finding that is {own.value} by the rule itself",
                was=before.value,
                now=after.value,
                turn=Turn.RELAXED if GRAVITY[after] > GRAVITY[before] else Turn.TIGHTENED,
            )


def _cadence(who: str, was: Cadence, now: Cadence) -> Iterator[Cell]:
    for name, when, more in (
        ("reminders_max", "reminders", Turn.TIGHTENED),
        ("grace_hours", "hours after the deadline until a person is asked", Turn.RELAXED),
        ("reminder_hours", "hours between reminders", Turn.CHANGED),
        ("last_hours", "hours from the last reminder to the deadline", Turn.CHANGED),
    ):
        yield from counted(f"{who}.{name}", when, getattr(was, name), getattr(now, name), more=more)


def _risk(was: Risk, now: Risk) -> Iterator[Cell]:
    for name, when, more in (
        ("sooner_hours", "hours sooner, reminders without slack", Turn.TIGHTENED),
        ("grace_hours", "hours after the deadline, a person asked without slack", Turn.RELAXED),
        ("slack_days", "days of slack waited for until a person is asked", Turn.RELAXED),
    ):
        yield from counted(f"risk.{name}", when, getattr(was, name), getattr(now, name), more=more)
