"""The brief of a playbook's change: what it relaxes, and what recorded cycles say about it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gates.brief import Brief, Evidence, Section, SetsOff, Silence, Stake, WhyNow
from gates.catalogue import PLAYBOOK_CHANGE
from gates.direction.cell import Cell, Turn
from gates.direction.comparing import of_turn, told

SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A draft about to be put to its gate. The digests bind what is approved."""

    playbook: str
    before: str
    author_key: str
    author: str
    why: str
    cells: tuple[Cell, ...]
    preview_sha256: str
    previewed_at: datetime
    line: str
    """What the preview comes to, in one line."""
    verdict: str
    reasons: tuple[str, ...]
    not_answerable: tuple[str, ...]
    escalates_to: str
    first: str
    """Who lives it first; empty where it is for all at once."""
    at: datetime


def playbook_change_brief(proposed: Proposed) -> Brief:
    """Its author can't decide it; approving commits no money."""
    relaxed = len(of_turn(proposed.cells, Turn.RELAXED))
    return Brief(
        gate=PLAYBOOK_CHANGE.name,
        subject=f"Playbook {proposed.playbook[:SHORT]}",
        question=f"Make playbook {proposed.playbook[:SHORT]} active{_for_whom(proposed)}?",
        why_now=WhyNow(
            rule="a change that does more than tighten",
            observed=f"{relaxed} situations relaxed",
            threshold="none",
            at=proposed.at,
        ),
        stake=Stake(
            amount_eur=Decimal(0),
            headline=f"Preview: {proposed.verdict}",
            detail=proposed.line,
        ),
        silence=Silence(
            headline=f"Goes to {proposed.escalates_to}",
            detail="Until it is approved, the active playbook stays.",
        ),
        authors=(proposed.author_key,),
        commits_none=True,
        sections=_sections(proposed),
        evidence=(
            _digest("The proposed playbook", proposed, proposed.playbook),
            _digest("The active playbook", proposed, proposed.before),
            _digest("The preview", proposed, proposed.preview_sha256),
        ),
        sets_off=(
            SetsOff(
                kind="next",
                text=_what_follows(proposed),
                who="",
                when="at once",
            ),
        ),
    )


def _for_whom(proposed: Proposed) -> str:
    if proposed.first:
        return f", first for {proposed.first}, then for the cycles to come"
    return " for the cycles to come"


def _what_follows(proposed: Proposed) -> str:
    if proposed.first:
        return (
            f"{proposed.first.capitalize()} begin with it; all others once an administrator or the"
            " S&OP lead says so, or none where one of them ends it"
        )
    return "Cycles opened from then on begin with it; running ones keep theirs"


def _sections(proposed: Proposed) -> tuple[Section, ...]:
    by_turn = tuple(
        Section(
            key=turn.value, title=turn.value.capitalize(), lines=told(of_turn(proposed.cells, turn))
        )
        for turn in Turn
        if of_turn(proposed.cells, turn)
    )
    preview = (proposed.line, *proposed.reasons)
    return (
        Section(key="why", title="Why", lines=(f"{proposed.author}: “{proposed.why}”",)),
        *by_turn,
        Section(key="preview", title="What recorded cycles say", lines=preview),
        Section(key="unknown", title="What they can't say", lines=proposed.not_answerable),
    )


def _digest(says: str, proposed: Proposed, sha256: str) -> Evidence:
    at = proposed.previewed_at if sha256 == proposed.preview_sha256 else None
    where = f"sopwith playbook show {sha256[:SHORT]}" if at is None else "kept with the draft"
    return Evidence(says=says, where=where, sender=proposed.author, at=at, sha256=sha256)
