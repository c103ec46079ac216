"""How far the computing is that goes on while somebody looks."""

from sqlalchemy.orm import Session

from api import formats
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.working import WorkingView
from planning.telling import Stage
from store import in_hand
from store.tables.in_hand import InHandRow

SAYS = {
    Stage.SHORT: Say("Planning what was agreed, and finding what is short"),
    Stage.OPTION: Say("Solving the options: {what}"),
    Stage.SEARCH: Say("Searching for a better mix of levers"),
    Stage.RANGE: Say("Working out what breaks each option, and how it may turn out"),
}


def working(session: Session, company_id: int, viewer: Viewer) -> tuple[WorkingView, ...]:
    rows = in_hand.of_company(session, company_id, at=viewer.now)
    return tuple(_view(row, viewer) for row in rows if row.stage in SAYS)


def _view(row: InHandRow, viewer: Viewer) -> WorkingView:
    stage = Stage(row.stage)
    counts = {
        Stage.OPTION: say("{done} of {of} solved", done=row.done, of=row.out_of),
        Stage.SEARCH: say("{done} of at most {of} plans tried", done=row.done, of=row.out_of),
    }
    return WorkingView(
        says=say(SAYS[stage], what=row.what),
        done=row.done,
        out_of=row.out_of,
        counted=counts.get(stage, ""),
        at=formats.when(row.at.astimezone(viewer.zone)),
    )
