"""What the ledger says of a request that went on along its chain, or came to its end."""

from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chasing import ChaseKind
from gates.delay import lapsed
from gates.people import agent
from graphs.overdue_found import Overdue
from store import ledger

ROUTER = agent("review_router")


def write_history(session: Session, found: Overdue, at: datetime) -> None:
    request, asked = found.request, found.asked
    facts: dict[str, Json] = {
        "to": asked.key if asked else None,
        "due_at": request.due_at.isoformat(),
        "step": found.step,
    }
    expires = found.kind is ChaseKind.EXPIRE
    ledger.append(
        session,
        ledger.over(request),
        at=at,
        kind="expired" if expires else "escalated",
        actor=ROUTER,
        subject=f"request:{request.id}",
        facts=facts | (_cost(found, at) if expires else {}),
    )


def _cost(found: Overdue, at: datetime) -> dict[str, Json]:
    """What waiting has cost so far, as it is known when the chain is at its end."""
    gone = lapsed(found.brief, at.date())
    return {
        "late_hours": int((at - found.request.due_at).total_seconds() // 3600),
        "lapsed": cast("Json", list(gone.names)),
        "worth_eur": None if gone.worth_eur is None else str(gone.worth_eur),
    }
