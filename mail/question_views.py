"""What the letter says that passes a question on."""

from dataclasses import dataclass
from typing import ClassVar

from mail.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(View):
    """Somebody who has to decide wants to know something first."""

    template: ClassVar[str] = "question_asked"
    by: str
    asked: str
    about: str


VIEWS: tuple[type[View], ...] = (QuestionAsked,)
