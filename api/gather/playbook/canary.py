"""A living canary on the page: who lives it, since when, and its figures beside the others'."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from api import formats
from api.gather.playbook.words import SHORT, href
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.playbook import CanaryFigure, CanaryView
from api.views.playbook_form import Offered
from store.canaries import Canary
from store.canary_figures import Lived, figures
from store.tables.people import PersonRow

ALL = Offered(key="", label=Say("all cycles to come, at once"))
SHARES = (10, 25, 50)


def firsts(regions: Mapping[str, str]) -> tuple[Offered, ...]:
    """Who may live a version first."""
    return (
        ALL,
        Offered(key="cycle", label=say("the next cycle alone, with its own gates")),
        *(Offered(key=f"region:{code}", label=say("the inputs of {name}", name=name))
          for code, name in regions.items()),
        *(Offered(key=f"share:{n}", label=say("{share} % of inputs and actions", share=n))
          for n in SHARES),
    )  # fmt: skip


def canary_view(
    session: Session, canary: Canary | None, names: Mapping[int, PersonRow], viewer: Viewer
) -> CanaryView | None:
    if canary is None:
        return None
    started = canary.started
    own, others = figures(session, canary)
    scope = _scope(canary)
    at = formats.when(started.at.astimezone(viewer.zone))
    return CanaryView(
        short=canary.row.playbook[:SHORT],
        href=href(canary.row.playbook),
        scope=scope,
        since=say("Since {at}, approved last by {who}", at=at, who=names[started.by_id].name),
        why=started.why,
        others=say("The cycle before") if canary.row.whole_cycle else say("All others"),
        figures=tuple(_figures(own, others)),
    )


def _scope(canary: Canary) -> str:
    if canary.row.whole_cycle:
        return say("the next cycle alone, with its own gates")
    if canary.row.region:
        return say("inputs of {region}", region=canary.row.region)
    return say("{share} % of inputs and actions", share=canary.row.share_pct)


FIGURES = (
    (Say("Cases begun"), "cases", False),
    (Say("Done"), "done", True),
    (Say("Reminders"), "reminders", True),
    (Say("Decisions asked for"), "asked", True),
    (Say("Sent back or refused"), "turned", True),
    (Say("Standing still on an error"), "failed", True),
)


def _figures(own: Lived, others: Lived) -> Sequence[CanaryFigure]:
    counted = [
        CanaryFigure(
            label=label,
            own=_said(getattr(own, key), own.cases if each else 0),
            others=_said(getattr(others, key), others.cases if each else 0),
        )
        for label, key, each in FIGURES
    ]
    hours = CanaryFigure(
        label=say("Hours until answered, in the middle"), own=_hours(own), others=_hours(others)
    )
    return [*counted[:-1], hours, counted[-1]]


def _hours(lived: Lived) -> str:
    return "–" if lived.hours is None else formats.number(Decimal(str(round(lived.hours, 1))), 1)


def _said(count: int, cases: int) -> str:
    """A count, and what it comes to a case.

    >>> _said(3, 12), _said(3, 0)
    ('3 (0.25 a case)', '3')
    """
    if not cases:
        return str(count)
    each = formats.number(Decimal(count) / cases, 2)
    return say("{count} ({each} a case)", count=count, each=each)
