"""Previewing a draft: what it would have made of recorded cycles, kept with the draft."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.comparing.judging import Policy
from evals.comparing.results import Progress, compare
from evals.keeping import keep_run, outcome_of
from evals.recording.recording import Recording
from evals.report import pages
from evals.telling import one_line
from gates.playbook import Playbook, version
from runtime.activating import Tuner
from runtime.office import Office
from runtime.tuning import Preview, keep_preview
from store import playbooks

KEPT = ("verdict", "reasons", "not_answerable", "coverage", "cycles", "worlds", "synthetic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a preview was asked for: on what, under which policy, and as which run of a page."""

    corpus: str = "files"
    run_id: int | None = None
    policy: Policy = field(default_factory=Policy)


def preview(
    office: Office,
    tuner: Tuner,
    draft: Playbook,
    recordings: Sequence[Recording],
    out: Path,
    *,
    asked: Asked = Asked(),
    progress: Progress = lambda _done, _of: None,
) -> dict[str, Any]:
    """The comparison with the active playbook; its digest binds what people approve later."""
    with office.sessions(tuner.company_id) as session:
        active = playbooks.active(session, tuner.company_id)
        playbooks.keep(session, active)
    found = compare(recordings, active, draft, out, policy=asked.policy, progress=progress)
    pages.write(found, out)
    outcome = outcome_of(found, recordings, out)
    run_id = keep_run(
        office,
        tuner.company_id,
        (active, draft),
        outcome,
        corpus=asked.corpus,
        by=tuner.person_key,
        run_id=asked.run_id,
    )
    keep_preview(
        office,
        tuner,
        Preview(
            playbook=version(draft),
            before=version(active),
            sha256=outcome.sha256,
            content={
                "line": one_line(found),
                "run": run_id,
                **{key: found[key] for key in KEPT},
            },
        ),
    )
    return found
