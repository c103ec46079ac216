"""A case whose step raises is never silent: the error is noted on it, in words, from the first on.

The queue tries again by itself; when its attempts are spent the case is failed, and stands still
until a person sets it going (runtime/retrying.py). What it was to do is kept: its rings stand.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from procrastinate.jobs import Job
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from gates.errors import Refusal
from gates.people import SYSTEM
from runtime.office import Office
from store import ledger, troubles
from store.advancing import CaseBusy, CaseMovedOn, NoSuchCase

IN_OTHER_HANDS = (CaseBusy, CaseMovedOn, NoSuchCase)
"""Not the case's trouble: somebody else advances it, or there is nothing to advance."""
OURS = frozenset({"agents", "gates", "graphs", "mail", "planning", "runtime", "store"})
IN_STEP = re.compile(r"During task with name '([^']+)'")
"""What LangGraph notes on an error that a node raised."""
LONGEST = 400
WORKER_DIED = "The worker that had this case in hand died."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error as the board and the ledger tell it."""

    error: str
    """The kind of error; all that the ledger keeps, for a message may quote anything."""
    step: str
    said: str


@contextmanager
def problems_noted(
    office: Office, case_id: str, company_id: int, *, is_last: Callable[[Exception], bool]
) -> Iterator[None]:
    """Note on the case what is raised inside, and let it rise."""
    try:
        yield
    except IN_OTHER_HANDS:
        raise
    except Exception as error:
        _note(office, case_id, company_id, in_words(error), final=is_last(error))
        raise


def note_death(office: Office, job: Job, *, final: bool) -> None:
    """A worker died in the job's case. It must not be fed to worker after worker for ever."""
    case_id, company_id = str(job.task_kwargs["case_id"]), int(str(job.task_kwargs["company_id"]))
    problem = Problem(error="WorkerDied", step="", said=WORKER_DIED)
    _note(office, case_id, company_id, problem, final=final)


def _note(office: Office, case_id: str, company_id: int, problem: Problem, *, final: bool) -> None:
    """A database that is gone can't be told; then the case is found unseen, and tried again."""
    try:
        at = office.now()
        with office.sessions(company_id) as session:
            noted = troubles.note_problem(
                session, case_id, problem=problem.said, at=at, final=final
            )
            if noted and final:
                ledger.append(
                    session,
                    ledger.in_case(company_id, case_id),
                    at=at,
                    kind="case_failed",
                    actor=SYSTEM,
                    subject=f"case:{case_id}",
                    facts={"error": problem.error, "step": problem.step},
                )
    except SQLAlchemyError:
        log.exception("The problem of %s could not be noted", case_id)


def in_words(error: Exception) -> Problem:
    """An error of our own in its own words, any other with its name; one line, never a query.

    >>> in_words(ValueError("no rows")).said
    'ValueError: no rows'
    """
    kind = type(error).__name__
    step = next(
        (found[1] for note in getattr(error, "__notes__", ()) if (found := IN_STEP.search(note))),
        "",
    )
    told = error.orig if isinstance(error, DBAPIError) else error
    first = (str(told).strip().splitlines() or [""])[0]
    if isinstance(error, Refusal):
        said = error.message
    elif type(error).__module__.split(".")[0] in OURS:
        meant = " ".join((type(error).__doc__ or kind).split())
        said = first if first.startswith(meant) else f"{meant} {first}"
    else:
        said = f"{kind}: {first}" if first else kind
    said = f"In the step “{step.replace('_', ' ')}”: {said}" if step else said
    return Problem(error=kind, step=step, said=said.strip()[:LONGEST])
