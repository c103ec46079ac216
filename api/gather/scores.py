"""What each closed cycle's decision came to, as the page across cycles shows it."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from api import formats
from api.tongue import say
from api.views.process import ScoreLine
from planning import written
from store import scores


def score_lines(session: Session, company_id: int, *, last: int) -> tuple[ScoreLine, ...]:
    """Of the newest scored cycles, oldest first."""
    found = scores.of_company(session, company_id)[-last:]
    return tuple(_line(cycle.name, content) for cycle, content in found)


def _line(cycle: str, content: dict[str, Any]) -> ScoreLine:
    chosen, best = content["chosen"], content["best"]
    return ScoreLine(
        cycle=cycle,
        chosen=chosen["name"],
        expected=_eur(chosen["expected_eur"]),
        actual=_eur(chosen["actual_eur"]),
        best=best["name"],
        regret=_eur(content["regret_eur"]),
        forecast=say(
            "{content}, bias {content2}",
            content=_pct(content["wape_pct"]),
            content2=_pct(content["bias_pct"]),
        ),
        adherence=_pct(content["adherence_pct"]),
        weeks=formats.count(content["weeks"], "week"),
    )


def _eur(value: str) -> str:
    return written.eur(Decimal(value))


def _pct(value: str | None) -> str:
    return "–" if value is None else f"{Decimal(value):,.1f} %"
