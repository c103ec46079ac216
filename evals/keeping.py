"""Keeping a comparison with a company, so that its page shows what `compare` found."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.comparing.results import CYCLES, RESULTS
from evals.recording.recording import Recording
from evals.report import pages
from gates.canonical import sha256
from gates.playbook import Playbook
from runtime.office import Office
from store import eval_runs, playbooks
from store.eval_runs import Outcome
from store.people import person_by_key
from store.tables.evals import EvalRunRow

BRIEFS_MOST = 200
"""Of so many answers that are gone the brief is kept; the others name its digest."""


def outcome_of(found: dict[str, Any], recordings: Iterable[Recording], out: Path) -> Outcome:
    """What is kept of the comparison in `out`: numbers, words, and what people saw."""
    return Outcome(
        sha256=sha256((out / RESULTS).read_bytes()),
        results=found,
        cycles=json.loads((out / CYCLES).read_text(encoding="utf-8")),
        briefs=_briefs(found, recordings),
        report=pages.page(found),
    )


def _briefs(found: dict[str, Any], recordings: Iterable[Recording]) -> dict[str, Any]:
    wanted: dict[str, set[str]] = {}
    for gone in found["gone"][:BRIEFS_MOST]:
        wanted.setdefault(gone["recording"], set()).add(gone["brief"])
    return {
        brief: json.loads(one.blob(brief))
        for one in recordings
        for brief in sorted(wanted.get(one.name, ()))
    }


def keep(
    office: Office,
    company_id: int,
    books: tuple[Playbook, Playbook],
    recordings: Iterable[Recording],
    out: Path,
    found: dict[str, Any],
) -> int:
    """Keep what `compare` wrote to a folder."""
    return keep_run(office, company_id, books, outcome_of(found, recordings, out), corpus="files")


def keep_run(
    office: Office,
    company_id: int,
    books: tuple[Playbook, Playbook],
    outcome: Outcome,
    *,
    corpus: str,
    by: str = "",
    run_id: int | None = None,
) -> int:
    """The run's number; the one that was asked for, or one of its own."""
    at = office.now()
    with office.sessions(company_id) as session:
        if run_id is None:
            base, candidate = (playbooks.keep(session, book) for book in books)
            row = EvalRunRow(
                company_id=company_id,
                base=base,
                candidate=candidate,
                corpus=corpus,
                state="asked",
                by_id=person_by_key(session, company_id, by).id if by else None,
                asked_at=at,
            )
            run_id = eval_runs.add(session, row)
        eval_runs.finish(session, run_id, outcome, at=at)
    return run_id
