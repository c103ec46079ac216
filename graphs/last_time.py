"""What the last cycle's decision came to, in words for whoever decides in this one."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from planning import written
from store import cycles, scores
from store.tables.cycles import CycleRow


def last_time(session: Session, cycle: CycleRow) -> tuple[str, ...]:
    """Nothing where there was no cycle before, or its plan was never held against actuals."""
    before = cycles.previous_cycle(session, cycle)
    content = scores.of_cycle(session, before.id) if before is not None else None
    if before is None or content is None:
        return ()
    return (_decision(before.name, content), _forecast(before.name, content))


def _decision(name: str, content: dict[str, Any]) -> str:
    chosen, best = content["chosen"], content["best"]
    expected, actual = (Decimal(chosen[key]) for key in ("expected_eur", "actual_eur"))
    came = f"{written.eur(actual)} on the demand that came, {written.eur(expected)} expected"
    regret = Decimal(content["regret_eur"])
    if regret <= 0:
        return f"{name}: “{chosen['name']}” was the best choice: {came}"
    more = f"“{best['name']}” would have earned {written.eur(regret)} more"
    return f"{name}: “{chosen['name']}” came to {came}; {more}"


def _forecast(name: str, content: dict[str, Any]) -> str:
    parts = [
        f"{label} {written.pct(Decimal(content[key]))}"
        for key, label in (
            ("wape_pct", "forecast error"),
            ("bias_pct", "bias"),
            ("adherence_pct", "schedule kept"),
        )
        if content[key] is not None
    ]
    weeks = written.counted(content["weeks"], "week")
    return f"{name}, {weeks} of actuals: {written.listed(parts)}"
