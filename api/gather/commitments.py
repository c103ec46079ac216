"""What a locked plan promises: by kind, then by family or component, every promise behind it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from api import formats
from api.gather.words import COMMITMENTS
from api.tongue import Say, say
from api.views.commitments import CommitmentKindView, CommitmentTotal, CommitmentView
from api.views.decision import Viewer
from api.views.frame import State
from planning import written
from planning.commitment_owners import owner_of
from planning.commitments import CommitmentKind
from planning.commitments_kept import Promised
from planning.company import Company
from store.reading_plans import promise_of
from store.tables.plans import CommitmentRow

DUE = State(word=Say("Due"), icon="clock", tone="warn")
KEPT = State(word=Say("Kept"), icon="check", tone="good")
SHORT = State(word=Say("Short"), icon="alert", tone="bad")
NOTHING: Mapping[Promised, int] = MappingProxyType({})
KEPT_FROM_PCT = 98
PROMISED = State(word=Say("Promised"), icon="lock", tone="idle")


def families(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Item to family, from the week tables: an item stands below its family's total.

    >>> families([{"title": "Production", "rows": [
    ...     {"label": "Oat Bars", "kind": "total"}, {"label": "Oat Bar Honey", "kind": ""}]}])
    {'Oat Bar Honey': 'Oat Bars'}
    """
    found: dict[str, str] = {}
    for table in tables:
        family = ""
        if table["title"] != "Production":
            continue
        for row in table["rows"]:
            if row.get("kind") == "total":
                family = str(row["label"])
            elif family:
                found[str(row["label"])] = family
    return found


def promised(
    rows: Sequence[CommitmentRow],
    family_of: Mapping[str, str],
    viewer: Viewer,
    came: Mapping[Promised, int] = NOTHING,
    company: Company | None = None,
) -> tuple[CommitmentKindView, ...]:
    """With who answers for each, where the company is known."""
    by_kind = sorted(rows, key=lambda row: list(COMMITMENTS).index(row.kind))
    return tuple(
        _kind(kind, list(group), family_of, viewer, came, company)
        for kind, group in groupby(by_kind, key=lambda row: row.kind)
    )


def _kind(
    kind: str,
    rows: list[CommitmentRow],
    family_of: Mapping[str, str],
    viewer: Viewer,
    came: Mapping[Promised, int],
    company: Company | None,
) -> CommitmentKindView:
    grouped: dict[tuple[str, str], list[CommitmentRow]] = {}
    for row in rows:
        grouped.setdefault((family_of.get(row.name, row.name), row.unit), []).append(row)
    return CommitmentKindView(
        title=COMMITMENTS[kind],
        totals=tuple(_total(what, unit, own, company) for (what, unit), own in grouped.items()),
        lines=tuple(_line(row, viewer, came.get(promise_of(row)), company) for row in rows),
    )


def _total(
    what: str, unit: str, rows: Sequence[CommitmentRow], company: Company | None
) -> CommitmentTotal:
    owners = dict.fromkeys(name for row in rows if (name := owner_name(company, row)))
    days = [row.due for row in rows]
    return CommitmentTotal(
        what=what,
        count=len(rows),
        quantity=say(
            "{number} {unit}", number=formats.number(sum(row.quantity for row in rows)), unit=unit
        ),
        first=min(days),
        last=max(days),
        owners=written.listed(list(owners)),
    )


def owner_name(company: Company | None, row: CommitmentRow) -> str:
    """Who answers for a promise, by name."""
    owner = owner_of(company, CommitmentKind(row.kind), row.code) if company else None
    return owner.name if owner else ""


def _line(
    row: CommitmentRow, viewer: Viewer, actual: int | None, company: Company | None
) -> CommitmentView:
    return CommitmentView(
        what=row.name,
        quantity=f"{formats.number(row.quantity)} {row.unit}",
        order_by=formats.day(row.order_by),
        due=row.due,
        actual="–" if actual is None else f"{formats.number(actual)} {row.unit}",
        state=_state(row, viewer, actual),
        owner=owner_name(company, row),
    )


def _state(row: CommitmentRow, viewer: Viewer, actual: int | None) -> State:
    """Kept within a rounding of two percent; what nobody has reported is only due."""
    if actual is not None:
        return KEPT if 100 * actual >= KEPT_FROM_PCT * row.quantity else SHORT
    return DUE if row.due < viewer.now.date() else PROMISED
