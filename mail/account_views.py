"""What the letters say that are about signing in."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from mail.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(View):
    """Lets its reader make the passkey they sign in with; `path` opens once."""

    template: ClassVar[str] = "invitation"
    company: str
    invited_by: str
    until: datetime


VIEWS: tuple[type[View], ...] = (Invitation,)
