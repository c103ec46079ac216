"""The table, ratios first."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.costs import Costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one way came to in one round."""

    name: str
    p50_ms: float
    p95_ms: float
    per_second: float
    costs: Costs
    paused_bytes: float


def report(rounds: list[list[Figures]]) -> None:
    names = [figures.name for figures in rounds[0]]
    for against in (0, 1):
        print(
            f"\nagainst {names[against]}".ljust(34) + "p50 ×".rjust(20) + "decisions/s ×".rjust(22)
        )
        for way, name in enumerate(names):
            p50 = [r[way].p50_ms / r[against].p50_ms for r in rounds]
            rate = [r[way].per_second / r[against].per_second for r in rounds]
            print(f"{name:33}{_spread(p50):>20}{_spread(rate):>22}")
    print(
        f"\n{'':24}{'p50 ms':>8}{'p95 ms':>8}{'/s':>6}{'commits':>9}{'WAL B':>8}"
        f"{'Python ms':>11}{'PostgreSQL ms':>15}{'paused B':>10}"
    )
    for way, name in enumerate(names):
        print(_line(name, [figures[way] for figures in rounds]))


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def _line(name: str, rounds: list[Figures]) -> str:
    def middle(of: Callable[[Figures], float]) -> float:
        return median(map(of, rounds))

    return (
        f"{name:24}{middle(lambda f: f.p50_ms):8.1f}{middle(lambda f: f.p95_ms):8.1f}"
        f"{middle(lambda f: f.per_second):6.0f}{middle(lambda f: f.costs.commits):9.1f}"
        f"{middle(lambda f: f.costs.wal_bytes):8.0f}{middle(lambda f: f.costs.python_ms):11.1f}"
        f"{middle(lambda f: f.costs.database_ms):15.1f}{middle(lambda f: f.paused_bytes):10.0f}"
    )
