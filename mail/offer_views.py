"""What the letters say by which an action changes hands."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from mail.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOffered(View):
    """Asks a colleague whether they take an action over."""

    template: ClassVar[str] = "action_offered"
    action: str
    giver: str
    reason: str
    due: datetime
    answer_by: datetime
    evidence: str
    depends_on_it: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered(View):
    """Tells who gave an action away whose it is now."""

    template: ClassVar[str] = "offer_answered"
    action: str
    receiver: str
    owner: str
    said: str
    """The receiver's own words, where there are some."""
    due: datetime


VIEWS: tuple[type[View], ...] = (ActionOffered, OfferAnswered)
