"""The verdict: pass, fail or inconclusive. Inconclusive isn't green."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evals.scorers.counting import METRICS, Metric
from evals.stats.paired import Effect, holm, none_of, worlds_needed
from planning import figures

SURE = 0.025
RARE = frozenset({"lost_corrections", "missed_issues"})
"""None seen isn't none: in so many cycles the rate can still be this much."""


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 a verdict
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"


EXITS = {Verdict.PASS: 0, Verdict.FAIL: 1, Verdict.INCONCLUSIVE: 3}
INVALID = 2


class Oracle(StrEnum):
    """What is made of an answer nobody knows."""

    BOUNDS = "bounds"
    """It passes, and every other way it could have gone bounds the numbers."""
    AS_HAPPENED = "as_happened"
    """It passes after the usual time."""


class Policy(BaseModel):
    """What a change may cost. Set before anybody tunes, changed by review."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    coverage_least: float = Field(default=0.8, ge=0, le=1)
    implied: bool = False
    """Whether who approved more at a gate is taken to approve less (L2). Never counts as known."""
    oracle: Oracle = Oracle.BOUNDS
    lost_stake_most_eur: Decimal = Decimal(25_000)
    """A correction lost where more was at stake fails, however rare."""
    margins: dict[str, float] = Field(
        default_factory=lambda: {m.key: m.margin for m in METRICS if m.margin is not None}
    )

    @property
    def way(self) -> str:
        """What of it a scored cycle depends on."""
        return f"{self.oracle.value}{':implied' if self.implied else ''}"

    @classmethod
    def of_file(cls, path: Path | None) -> "Policy":
        if path is None:
            return cls()
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One metric against its margin."""

    metric: Metric
    effect: Effect
    margin: float | None
    verdict: Verdict | None
    high: float | None
    """The most it may be worse by, with the bound for what was never seen."""
    adjusted_p: float | None = None
    needs_worlds: int | None = None
    """How many worlds would settle it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What besides the metrics a verdict rests on."""

    coverage: float
    without_evidence: tuple[str, ...]
    lost_stakes_eur: tuple[Decimal, ...]
    not_same: tuple[str, ...] = field(default=())
    """Recordings that didn't give their own events on their own playbook."""
    broken: tuple[str, ...] = field(default=())
    """Promises that didn't hold over the rows of a life."""


def judge_metrics(effects: Mapping[str, Effect], policy: Policy) -> tuple[Judged, ...]:
    worse = {
        m.key: p
        for m in METRICS
        if m.primary and (p := effects[m.key].beyond(policy.margins[m.key])) is not None
    }
    adjusted = holm(worse)
    return tuple(_judge(m, effects[m.key], policy, adjusted.get(m.key)) for m in METRICS)


def _judge(metric: Metric, effect: Effect, policy: Policy, p: float | None) -> Judged:
    margin = policy.margins.get(metric.key) if metric.primary else None
    high = effect.high
    if metric.key in RARE and effect.untouched and high is not None:
        high = max(high, none_of(effect.cycles))
    verdict, needed = None, None
    if margin is not None:
        verdict = Verdict.INCONCLUSIVE
        if p is not None and p < SURE:
            verdict = Verdict.FAIL
        elif high is not None and high < margin:
            verdict = Verdict.PASS
        elif effect.error:
            spread = effect.error * effect.worlds**0.5
            needed = worlds_needed(margin - effect.delta, spread)
    return Judged(
        metric=metric,
        effect=effect,
        margin=margin,
        verdict=verdict,
        high=high,
        adjusted_p=p,
        needs_worlds=needed,
    )


def verdict_of(
    judged: Sequence[Judged], evidence: Evidence, policy: Policy
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict with every reason against a pass."""
    fails = [f"{j.metric.name} is worse than its margin of {j.margin:g} {j.metric.unit}"
             for j in judged if j.verdict is Verdict.FAIL]  # fmt: skip
    fails += [
        f"a correction is lost where {stake:,.0f} € was at stake"
        for stake in sorted(evidence.lost_stakes_eur, reverse=True)
        if stake > policy.lost_stake_most_eur
    ]
    fails += [f"a promise broke: {promise}" for promise in evidence.broken]
    if fails:
        return Verdict.FAIL, tuple(dict.fromkeys(fails))
    unsure = [_unsure(j) for j in judged if j.verdict is Verdict.INCONCLUSIVE]
    if evidence.coverage < policy.coverage_least:
        unsure.append(
            f"only {evidence.coverage:.0%} of the answers are known,"
            f" {policy.coverage_least:.0%} are wanted"
        )
    unsure += [f"nothing in the corpus followed from {key}" for key in evidence.without_evidence]
    return (Verdict.INCONCLUSIVE if unsure else Verdict.PASS), tuple(unsure)


def _unsure(judged: Judged) -> str:
    wants = f"; about {judged.needs_worlds} companies would tell" if judged.needs_worlds else ""
    worlds = figures.count(judged.effect.worlds, "company", "companies")
    return f"{judged.metric.name}: {worlds} can't tell{wants}"
