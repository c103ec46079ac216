"""Commitments against actuals, by kind."""

from collections.abc import Iterator, Mapping, Sequence

from api.gather.commitments import DUE, KEPT, PROMISED, SHORT, promised
from api.views.commitments import CommitmentKindView
from api.views.decision import Viewer
from api.views.kept import KeptKind
from planning.commitments_kept import Promised
from store.tables.plans import CommitmentRow

ORDER = (SHORT, DUE, KEPT)


def kept(
    rows: Sequence[CommitmentRow], came: Mapping[Promised, int], viewer: Viewer
) -> Iterator[KeptKind]:
    for kind in promised(rows, {}, viewer, came):
        yield _kind(kind)


def _kind(kind: CommitmentKindView) -> KeptKind:
    due = [line for line in kind.lines if line.state is not PROMISED]
    return KeptKind(
        title=kind.title,
        promised=len(kind.lines),
        due=len(due),
        kept=sum(line.state is KEPT for line in due),
        short=sum(line.state is SHORT for line in due),
        lines=tuple(sorted(due, key=lambda line: ORDER.index(line.state))),
    )
