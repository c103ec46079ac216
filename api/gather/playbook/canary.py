"""A living canary on the page: who lives it, since when, and its figures beside the others'."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from api import formats
from api.gather.playbook.words import SHORT, href
from api.views.decision import Viewer
from api.views.playbook import CanaryFigure, CanaryView
from api.views.playbook_form import Offered
from store.canaries import Canary
from store.canary_figures import Lived, figures
from store.tables.people import PersonRow

ALL = Offered(key="", label="all cycles to come, at once")
SHARES = (10, 25, 50)


def firsts(regions: Mapping[str, str]) -> tuple[Offered, ...]:
    """Who may live a version first."""
    return (
        ALL,
        *(Offered(key=f"region:{code}", label=f"the inputs of {name}")
          for code, name in regions.items()),
        *(Offered(key=f"share:{n}", label=f"{n} % of inputs and actions") for n in SHARES),
    )  # fmt: skip


def canary_view(
    session: Session, canary: Canary | None, names: Mapping[int, PersonRow], viewer: Viewer
) -> CanaryView | None:
    if canary is None:
        return None
    started = canary.started
    own, others = figures(session, canary)
    scope = (
        f"inputs of {canary.row.region}"
        if canary.row.region
        else f"{canary.row.share_pct} % of inputs and actions"
    )
    at = formats.when(started.at.astimezone(viewer.zone))
    return CanaryView(
        short=canary.row.playbook[:SHORT],
        href=href(canary.row.playbook),
        scope=scope,
        since=f"Since {at}, approved last by {names[started.by_id].name}",
        why=started.why,
        figures=tuple(_figures(own, others)),
    )


def _figures(own: Lived, others: Lived) -> Sequence[CanaryFigure]:
    named = (
        ("Cases begun", "cases", False),
        ("Done", "done", True),
        ("Reminders", "reminders", True),
        ("Decisions asked for", "asked", True),
        ("Standing still on an error", "failed", True),
    )
    return [
        CanaryFigure(
            label=label,
            own=_said(getattr(own, key), own.cases if each else 0),
            others=_said(getattr(others, key), others.cases if each else 0),
        )
        for label, key, each in named
    ]


def _said(count: int, cases: int) -> str:
    """A count, and what it comes to a case.

    >>> _said(3, 12), _said(3, 0)
    ('3 (0.25 a case)', '3')
    """
    return f"{count} ({count / cases:.2f} a case)" if cases else str(count)
