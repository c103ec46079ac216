"""Cycles lived again beside a comparison: what differs, and what language took."""

from collections.abc import Mapping
from typing import Any

from api.views.evals import LanguageLine, WholeLine, WholeView


def whole_of(found: Mapping[str, Any]) -> WholeView | None:
    """None where a comparison was made without."""
    said = found.get("whole")
    if said is None:
        return None
    return WholeView(
        exact=said["exact"],
        cycles=len(said["cycles"]),
        broken=tuple(said["broken"]),
        lines=tuple(_line(one) for one in said["cycles"]),
        language=tuple(_language(said["language"][one], one) for one in ("base", "candidate")),
    )


def _line(one: Mapping[str, Any]) -> WholeLine:
    first = one["first"]
    return WholeLine(
        name=one["recording"],
        known=f"{one['coverage']:.0%}",
        differs=tuple(f"{count} {kind}" for kind, count in one["apart"].items() if count),
        missed=len(one["misses"]),
        first=f"{first['type']} {first['about']}".replace("_", " ") if first else "",
        was=first["was"] if first else "",
        now=first["now"] if first else "",
        because=tuple(first["blame"]) if first else (),
    )


def _language(said: Mapping[str, Any], of: str) -> LanguageLine:
    return LanguageLine(
        is_base=of == "base",
        answers=str(said["calls"]),
        cached=str(said["cached"]),
        tokens=f"{said['tokens_in']:,} + {said['tokens_out']:,}",
        cost=f"€{said['cost_eur']}" if said["cost_eur"] is not None else "",
        prices=said["prices"] or "",
        p50=f"{said['p50_s']:.2f} s",
        p95=f"{said['p95_s']:.2f} s",
    )
