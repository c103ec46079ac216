"""What a model is asked for a case, and says, kept with the case as it happens."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agents.tape import Heard, Question
from store import language_calls


@dataclass(frozen=True, slots=True)
class CaseTape:
    """Keeps everything and finds nothing: in life a model is asked each time."""

    sessions: Callable[[], AbstractContextManager[Session]]
    now: Callable[[], datetime]
    case_id: str

    def find(self, question: Question) -> Heard | None:  # noqa: ARG002 as a tape has it
        return None

    def keep(self, question: Question, heard: Heard) -> None:
        """In a transaction of its own: an answer that cost something stays, whatever follows."""
        said = asdict(heard)
        del said["cached"]
        with self.sessions() as session:
            language_calls.keep(
                session,
                self.case_id,
                at=self.now(),
                key=question.key,
                question=question.plain,
                heard=said,
            )
