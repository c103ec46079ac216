"""What each closed cycle's decision came to, as the page across cycles shows it."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from api import formats
from api.tongue import say
from api.views.process import ScoreLine
from planning import written
from store import scores

DASH = "–"


def score_lines(session: Session, company_id: int, *, last: int) -> tuple[ScoreLine, ...]:
    """Of the newest scored cycles, oldest first."""
    found = scores.of_company(session, company_id)[-last:]
    return tuple(score_line(cycle.name, content) for cycle, content in found)


def score_line(cycle: str, content: dict[str, Any]) -> ScoreLine:
    chosen, best = content["chosen"], content["best"]
    return ScoreLine(
        cycle=cycle,
        chosen=chosen["name"],
        expected=_eur(chosen["expected_eur"]),
        actual=_eur(chosen["actual_eur"]),
        best=best["name"] if best else DASH,
        regret=_eur(content["regret_eur"]),
        without=_without(content),
        forecast=say(
            "{content}, bias {content2}",
            content=_pct(content["wape_pct"]),
            content2=_pct(content["bias_pct"]),
        ),
        adherence=_pct(content["adherence_pct"]),
        weeks=formats.count(content["weeks"], "week"),
    )


def _without(content: dict[str, Any]) -> str:
    names = [one["name"] for one in content["options"] if one["actual_eur"] is None]
    if not names:
        return ""
    return say(
        "No plan of {names} could be found on the demand that came.", names=written.listed(names)
    )


def _eur(value: str | None) -> str:
    return DASH if value is None else written.eur(Decimal(value))


def _pct(value: str | None) -> str:
    return DASH if value is None else f"{Decimal(value):,.1f} %"
