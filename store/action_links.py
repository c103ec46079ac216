"""Links that open one action's page, for its owner or for whom it is offered to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from store.links import Holder, NewLink, about, digest, keep
from store.offers import ASKED
from store.tables.actions import ActionRow
from store.tables.links import ActionLinkRow
from store.tables.offers import OfferRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionHolder(Holder):
    """On this action and nothing else."""

    action_id: int


def open_link(session: Session, new: NewLink) -> None:
    keep(session, ActionLinkRow, new, action_id=new.subject_id)


def find_holder(session: Session, token: str, *, at: datetime) -> ActionHolder | None:
    """Nobody where it is unknown or over, and where the action is neither theirs nor offered."""
    offered = exists().where(
        and_(
            OfferRow.action_id == ActionRow.id,
            OfferRow.receiver_id == PersonRow.id,
            OfferRow.state == ASKED,
        )
    )
    row = session.execute(
        select(ActionLinkRow, PersonRow)
        .join(PersonRow, PersonRow.id == ActionLinkRow.person_id)
        .join(ActionRow, ActionRow.id == ActionLinkRow.action_id)
        .where(
            ActionLinkRow.token_sha256 == digest(token),
            ActionLinkRow.expires_at > at,
            or_(ActionRow.owner_id == PersonRow.id, offered),
        )
    ).one_or_none()
    if row is None:
        return None
    link, who = row
    return ActionHolder(action_id=link.action_id, **about(who))
