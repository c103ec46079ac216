"""What a cycle cost its people, and what became of their corrections. One number a cycle each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from evals.oracle.levels import KNOWN, Lost
from evals.replay.candidate import Lived
from gates.catalogue import BASELINE
from gates.chasing import ChaseKind
from gates.gate import APPROVING, Verb
from gates.rules import Outcome

HOUR_S = 3600
LONGEST_HOURS = 14 * 24.0
Score = Callable[[Lived], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One number of a cycle. `margin` is how much worse still counts as no worse, in its unit."""

    key: str
    name: str
    unit: str
    says: str
    score: Score
    more_is_better: bool = False
    margin: float | None = None
    """None where it is only shown."""
    primary: bool = False


def gates_asked(lived: Lived) -> float:
    return float(len(lived.answered) + len(lived.added))


def touches(lived: Lived) -> float:
    """Answers, reminders to each silent seat, and people asked by name."""
    answers = sum(len(one.replayed.now.answers) for one in lived.answered)
    asked = sum(
        one.done_at is not None
        for lived_one in lived.answered
        for one in lived_one.replayed.now.planned
    )
    return float(answers + asked + len(lived.added))


def by_name(lived: Lived) -> float:
    """Escalations: how often a request went past its deadline to somebody by name."""
    return float(
        sum(
            one.done_at is not None and one.kind is not ChaseKind.REMIND
            for each in lived.answered
            for one in each.replayed.now.planned
        )
    )


def gate_hours(lived: Lived) -> float:
    """Hours in which at least one gate waited."""
    spans = sorted(
        (one.replayed.now.opened_at, one.replayed.now.closed_at)
        for one in lived.answered
        if one.replayed.now.closed_at is not None
    )
    waited, reached = 0.0, None
    for begins, ends in spans:
        assert ends is not None
        start = begins if reached is None else max(begins, reached)
        waited += max((ends - start).total_seconds(), 0)
        reached = ends if reached is None else max(reached, ends)
    return waited / HOUR_S


def lost_corrections(lived: Lived) -> float:
    return float(sum(one.lost is Lost.LOST_CORRECTION for one in lived.gone))


def lost_stake_eur(lived: Lived) -> float:
    """What was at stake where a correction is lost."""
    lost = (one.stake_eur for one in lived.gone if one.lost is Lost.LOST_CORRECTION)
    return float(sum(lost, Decimal(0)))


def missed_issues(lived: Lived) -> float:
    """Versions that were held up in the record, were then corrected, and would pass now."""
    then = {_version(e.data): e.data for e in lived.recording.ours if e.type == "input.judged"}
    now = {_version(e.data): e.data for e in lived.judged if e.type == "input.judged"}
    return float(
        sum(
            said["blocked"] and not now[key]["blocked"] and (key[0], key[1] + 1) in then
            for key, said in then.items()
        )
    )


def _version(data: dict[str, object]) -> tuple[str, int]:
    return str(data["input"]), int(str(data["version"]))


def held_up(lived: Lived) -> float:
    """Versions sent back to whoever sent them."""
    return float(sum(e.type == "input.judged" and e.data["blocked"] for e in lived.judged))


def baseline_hours(lived: Lived) -> float:
    """M2: from the cycle's opening until its baseline is agreed; at most two weeks are counted.

    What was never agreed counts as two weeks (the restricted mean of a time that may not end).
    """
    opened = datetime.fromisoformat(lived.recording.cycle["opened"])
    agreed = [
        one.replayed.now.closed_at
        for one in lived.answered
        if one.replayed.asked.gate == BASELINE.name
        and one.replayed.now.closed_at is not None
        and one.replayed.now.outcome is Outcome.APPROVED
    ]
    hours = [(at - opened).total_seconds() / HOUR_S for at in agreed]
    return min([*hours, LONGEST_HOURS])


def gate_yield(lived: Lived) -> float:
    """Of the answers that were given, those that said other than what stood: what gates are for."""
    answers = [
        (answer, one.replayed.now.content.pick)
        for one in lived.answered
        for answer in one.replayed.now.answers
    ]
    other = sum(
        answer.verb not in APPROVING
        or answer.verb is Verb.APPROVE_WITH_CHANGES
        or (pick is not None and answer.choice not in {None, pick.option})
        for answer, pick in answers
    )
    return other / len(answers) if answers else 0.0


def coverage(lived: Lived) -> float:
    """The part of the answers that people really gave: (L0 + L1) / all that are wanted."""
    levels = lived.levels
    return sum(level in KNOWN for level in levels) / len(levels) if levels else 1.0


METRICS = (
    Metric(
        key="lost_corrections",
        name="Lost corrections",
        unit="a cycle",
        says="Answers no longer asked for that had said other than what stands without them.",
        score=lost_corrections,
        margin=0.03,
        primary=True,
    ),
    Metric(
        key="missed_issues",
        name="Missed issues",
        unit="a cycle",
        says="Versions that were held up and then corrected, and would pass now.",
        score=missed_issues,
        margin=0.03,
        primary=True,
    ),
    Metric(
        key="touches",
        name="Human touches",
        unit="a cycle",
        says="Answers, reminders and people asked by name.",
        score=touches,
        margin=1.0,
        primary=True,
    ),
    Metric(
        key="gate_hours",
        name="Time at gates",
        unit="h a cycle",
        says="Hours in which at least one gate waits.",
        score=gate_hours,
        margin=4.0,
        primary=True,
    ),
    Metric(
        key="escalations",
        name="Asked by name",
        unit="a cycle",
        says="How often somebody was asked by name because others didn't answer.",
        score=by_name,
        margin=0.5,
        primary=True,
    ),
    Metric(
        key="baseline_hours",
        name="Time to the baseline",
        unit="h a cycle",
        says="From the opening until the baseline is agreed, two weeks at most.",
        score=baseline_hours,
    ),
    Metric(
        key="gate_yield",
        name="Yield of gates",
        unit="of the answers",
        says="Answers that said other than what stood; where none do, a gate may be needless.",
        score=gate_yield,
        more_is_better=True,
    ),
    Metric(key="gates", name="Gates", unit="a cycle", says="Requests opened.", score=gates_asked),
    Metric(
        key="held_up",
        name="Versions sent back",
        unit="a cycle",
        says="Versions of inputs that a blocking finding holds up.",
        score=held_up,
    ),
    Metric(
        key="lost_stake_eur",
        name="Stake of lost corrections",
        unit="€ a cycle",
        says="What was at stake where a correction is lost.",
        score=lost_stake_eur,
    ),
)
