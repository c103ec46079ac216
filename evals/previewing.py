"""Previewing a draft: what it would have made of recorded cycles, kept with the draft."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.comparing.judging import Policy
from evals.comparing.results import RESULTS, compare
from evals.recording.recording import Recording
from evals.report import pages
from evals.telling import one_line
from gates.canonical import sha256
from gates.playbook import Playbook, version
from runtime.office import Office
from runtime.tuning import Preview, Tuner, keep_preview
from store import playbooks

KEPT = ("verdict", "reasons", "not_answerable", "coverage", "cycles", "worlds", "synthetic")


def preview(
    office: Office,
    tuner: Tuner,
    draft: Playbook,
    recordings: Iterable[Recording],
    out: Path,
    *,
    policy: Policy,
) -> dict[str, Any]:
    """The comparison with the active playbook; its digest binds what people approve later."""
    with office.sessions(tuner.company_id) as session:
        active = playbooks.active(session, tuner.company_id)
        playbooks.keep(session, active)
    found = compare(recordings, active, draft, out, policy=policy)
    pages.write(found, out)
    keep_preview(
        office,
        tuner,
        Preview(
            playbook=version(draft),
            before=version(active),
            sha256=sha256((out / RESULTS).read_bytes()),
            content={"line": one_line(found), **{key: found[key] for key in KEPT}},
        ),
    )
    return found
