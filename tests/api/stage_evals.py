"""A kept evaluation on the stage: the recorded cycle of Halden Foods without two of its reviews."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.comparing.judging import Policy
from evals.comparing.results import compare
from evals.comparing.whole import with_lives
from evals.keeping import keep_run, outcome_of
from evals.report import pages
from gates.playbook import Playbook
from store.eval_runs import Outcome
from tests.api.stage_web import Stage
from tests.evals.lives import DIFFERS, PRICES, again
from tests.evals.planted_changes import book, seats
from tests.evals.recordings import kept

CANDIDATE = {"gates.review.slate": seats("sales_lead")}


@cache
def outcome() -> Outcome:
    """Made once: it says the same for every company that keeps it."""
    with TemporaryDirectory() as folder:
        out, recordings = Path(folder), [kept()]
        found = compare(recordings, Playbook(), book(CANDIDATE), out, policy=Policy())
        lives = [again(apart=(DIFFERS,))]
        found = with_lives(found, lives, out, policy=Policy(), prices=PRICES)
        pages.write(found, out)
        return outcome_of(found, recordings, out)


def own_run(stage: Stage) -> int:
    books = Playbook(), book(CANDIDATE)
    return keep_run(stage.office, stage.company_id, books, outcome(), corpus="files")


def gone_brief() -> str:
    """The digest of what somebody saw whose answer is gone."""
    return next(iter(outcome().briefs))
