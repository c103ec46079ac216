"""Previewing a draft for somebody on a page: asked for in a row, done by a worker's child process.

The child is the command line itself, so that the page and `sopwith evals preview` can't part.
"""

import subprocess
import sys

from gates.errors import Refusal
from runtime.activating import Tuner, tuner_of
from runtime.engine import PREVIEW, driver_under
from runtime.office import Office
from runtime.settings import child_environment
from runtime.untunable import ActiveAlready, NoSuchDraft
from store import eval_runs, people, playbooks
from store.reading_people import company
from store.tables.evals import EvalRunRow

LONGEST_S = 900
SHOWN_CHARACTERS = 400
RECORDED, INVENTED = "recorded", "invented"


class NothingRecorded(Refusal):
    """No cycle of this company is finished yet. Preview on invented companies instead."""


class AskedAlready(Refusal):
    """A preview of this version is being made."""


def ask_preview(office: Office, tuner: Tuner, sha256: str, corpus: str) -> int:
    """Ask a worker for it; returns the run, which is there whatever becomes of it."""
    with office.sessions(tuner.company_id) as session:
        who = tuner_of(session, tuner)
        if playbooks.draft_of(session, tuner.company_id, sha256) is None:
            raise NoSuchDraft
        active = playbooks.active_digest(session, tuner.company_id)
        if sha256 == active:
            raise ActiveAlready
        if corpus == RECORDED and not eval_runs.finished_cycles(session, tuner.company_id):
            raise NothingRecorded
        last = eval_runs.last_of(session, tuner.company_id, sha256)
        if last is not None and last.state == "asked":
            raise AskedAlready
        row = EvalRunRow(
            company_id=tuner.company_id,
            base=active,
            candidate=sha256,
            corpus=RECORDED if corpus == RECORDED else INVENTED,
            state="asked",
            by_id=who.id,
            asked_at=office.now(),
        )
        run_id = eval_runs.add(session, row)
        queued = office.queue.configure_task(PREVIEW, connection=driver_under(session))
        queued.defer(run_id=run_id, company_id=tuner.company_id)
        return run_id


def carry_out(office: Office, run_id: int, company_id: int) -> None:
    """Make the preview in a child; whatever stops it is kept with the run, for who asked."""
    with office.sessions(company_id) as session:
        row = eval_runs.run(session, company_id, run_id)
        if row is None or row.state != "asked" or row.by_id is None:
            return
        command = [
            *("evals", "preview", company(session, company_id).slug, row.candidate),
            *("--by", people.by_id(session, row.by_id).key, "--run", str(run_id)),
            *(["--invented"] if row.corpus == INVENTED else []),
        ]
    if problem := _problem_of(office, command):
        with office.sessions(company_id) as session:
            eval_runs.fail(session, run_id, problem, at=office.now())


def _problem_of(office: Office, command: list[str]) -> str:
    """What went wrong, in the child's last words; nothing where nothing did."""
    settings = office.settings.model_copy(
        update={"database_url": office.url.render_as_string(hide_password=False)}
    )
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter, our own code
            [sys.executable, "-m", "runtime.cli", *command],
            env=child_environment(settings),
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"It took longer than {LONGEST_S // 60} minutes and was stopped."
    if done.returncode == 0:
        return ""
    said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return (said or f"It ended with {done.returncode}.")[:SHOWN_CHARACTERS]
