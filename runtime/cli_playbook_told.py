"""How `sopwith playbook` says what a change turns, and what became of versions."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.direction.cell import Cell, Turn
from gates.direction.comparing import of_turn, only_tightens, told
from store import people, playbooks


def cells_plain(cells: Sequence[Cell]) -> dict[str, Any]:
    return {
        "needs_its_gate": not only_tightens(cells),
        **{turn.value: [asdict(cell) for cell in of_turn(cells, turn)] for turn in Turn},
    }


def cells_told(cells: Sequence[Cell]) -> Iterator[str]:
    if not cells:
        yield "The same policy."
        return
    for turn in Turn:
        of_it = of_turn(cells, turn)
        if of_it:
            yield f"{turn.value.capitalize()}: {len(of_it)}"
            yield from (f"  {line}" for line in told(of_it))
    yield (
        "One person may make it active."
        if only_tightens(cells)
        else "It does more than tighten: it needs its gate."
    )


def history_plain(session: Session, company_id: int) -> list[dict[str, Any]]:
    """Drafts and activations in the order they happened."""
    drafted = [
        _event("drafted", row.playbook, row.author_id, row.why, row.made_at, session)
        for row in playbooks.drafts(session, company_id)
    ]
    activated = [
        _event(row.grounds, row.playbook, row.by_id, row.why, row.at, session)
        for row in playbooks.activations(session, company_id)
    ]
    return sorted([*drafted, *activated], key=lambda one: str(one["at"]))


def _event(
    what: str, playbook: str, by_id: int, why: str, at: datetime, session: Session
) -> dict[str, Any]:
    by = people.by_id(session, by_id).name
    return {"what": what, "playbook": playbook, "by": by, "why": why, "at": at.isoformat()}


def history_told(events: Sequence[dict[str, Any]], zone: ZoneInfo) -> Iterator[str]:
    if not events:
        yield "Nothing was tuned: the shipped playbook is active."
    for one in events:
        at = datetime.fromisoformat(one["at"]).astimezone(zone)
        words = {"tightens": "activated, tightens", "rolls_back": "activated, rolled back"}
        what = words.get(one["what"], one["what"])
        yield f"{at:%Y-%m-%d %H:%M}  {one['playbook'][:12]}  {what} by {one['by']}: {one['why']}"
