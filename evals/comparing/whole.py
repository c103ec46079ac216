"""A comparison with the cycles lived again beside it (T2): what only whole lives show, and cost."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.cassettes.spent import Prices, Spent
from evals.comparing.judging import Policy
from evals.comparing.results import RESULTS, judged_again
from evals.reliving.suite import Again


def with_lives(
    found: dict[str, Any],
    lives: Sequence[Again],
    out: Path,
    *,
    policy: Policy,
    prices: Prices | None,
) -> dict[str, Any]:
    """`results.json` with every life, judged anew: a broken promise fails, however rare."""
    said = {**found, "whole": plain(lives, prices)}
    _write(said, out)
    verdict, reasons = judged_again(out, policy)
    judged = {**said, "verdict": verdict, "reasons": list(reasons)}
    _write(judged, out)
    return judged


def _write(said: dict[str, Any], out: Path) -> None:
    (out / RESULTS).write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def plain(lives: Sequence[Again], prices: Prices | None) -> dict[str, Any]:
    """Each cycle, and what language took on both: quality and cost stand side by side."""
    base = sum((one.own.spent for one in lives), Spent())
    candidate = sum((one.lived.spent for one in lives), Spent())
    return {
        "tier": "T2",
        "cycles": [one.plain(prices) for one in lives],
        "exact": sum(one.exact for one in lives),
        "same": sum(one.same for one in lives),
        "broken": sorted({each for one in lives for each in one.lived.relived.broken}),
        "language": {"base": base.plain(prices), "candidate": candidate.plain(prices)},
    }
