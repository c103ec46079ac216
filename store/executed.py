"""Whether anything a request set off has begun."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from store.tables.actions import ActionRow
from store.tables.effects import EffectRow
from store.tables.plans import PlanVersionRow


def has_begun(session: Session, request_id: UUID) -> bool:
    """An action is there, a plan is locked, or an effect isn't merely held."""
    left = EffectRow.state.not_in(("held", "withdrawn"))
    return bool(
        session.scalar(
            select(
                exists().where(ActionRow.request_id == request_id)
                | exists().where(PlanVersionRow.request_id == request_id)
                | exists().where(EffectRow.request_id == request_id, left)
            )
        )
    )
