"""T3: the same cycle with a live model, several times, and how often all of them were good."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.cassettes.spent import Prices, Spent
from evals.reliving.suite import Again
from evals.stats.proportions import wilson
from evals.stats.reliability import pass_hat

DECIDES = frozenset(
    {"submitted", "input_accepted", "baseline_frozen", "plan_locked", "action_done", "decided"}
)
"""What a run must come to as the record did; letters and reminders may differ."""


def good(one: Again) -> bool:
    """No promise broken, the baseline frozen, and what people gave understood as it was."""
    counts = [each for each in one.apart if each.counts and each.what in DECIDES]
    relived = one.lived.relived
    frozen = any(each.kind == "baseline_frozen" for each in relived.told)
    return frozen and not relived.broken and not counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One recorded cycle, lived k times."""

    name: str
    runs: tuple[Again, ...]

    def plain(self, prices: Prices | None) -> dict[str, Any]:
        well = sum(good(one) for one in self.runs)
        low, high = wilson(well, len(self.runs))
        spent = sum((one.lived.spent for one in self.runs), Spent())
        return {
            "recording": self.name,
            "tier": "T3",
            "runs": len(self.runs),
            "good": well,
            "good_low": low,
            "good_high": high,
            "pass_hat": {
                str(k): pass_hat(well, len(self.runs), k) for k in range(1, len(self.runs) + 1)
            },
            "coverage": [one.lived.relived.coverage for one in self.runs],
            "broken": sorted({each for one in self.runs for each in one.lived.relived.broken}),
            "language": spent.plain(prices),
        }


def told_of(said: dict[str, Any]) -> str:
    hats = ", ".join(f"pass^{k} {value:.2f}" for k, value in said["pass_hat"].items())
    language = said["language"]
    cost = f", {language['cost_eur']} €" if language["cost_eur"] is not None else ""
    return (
        f"{said['recording']}: good {said['good']} of {said['runs']}"
        f" [{said['good_low']:.2f}, {said['good_high']:.2f}]; {hats};"
        f" {language['tokens_in']} + {language['tokens_out']} tokens{cost},"
        f" p95 {language['p95_s']:.2f} s"
    )


def grouped(runs: Sequence[Again]) -> list[Repeated]:
    """By recording, in the order they were made."""
    names = dict.fromkeys(one.name for one in runs)
    return [Repeated(name=name, runs=tuple(r for r in runs if r.name == name)) for name in names]
