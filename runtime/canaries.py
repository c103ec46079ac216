"""Canaries: who lives an approved version first, and what becomes of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from gates.canonical import Json
from runtime.activating import Tuner, activate, locked, tuner_of, write_history
from runtime.office import Office
from runtime.untunable import (
    CanaryLives,
    NoCanary,
    NoSuchRegion,
    NoSuchShare,
)
from store import canaries, playbooks
from store.canaries import Canary
from store.tables.cycles import PlaybookDraftRow
from store.tables.playbooks import PlaybookCanaryRow, PlaybookCanaryStepRow

SHARE_MOST = 50
OUTDATED = "Another version is active than it was compared with; end it."


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who lives it first: a region's inputs, a share of inputs and actions, or the next cycle."""

    region: str | None = None
    share_pct: int | None = None
    whole_cycle: bool = False


def first_of(said: str) -> First | None:
    """Who, as a page and the command line say it; empty: all at once.

    >>> first_of("region:DK")
    First(region='DK', share_pct=None, whole_cycle=False)
    >>> first_of("share:25").share_pct, first_of("cycle").whole_cycle, first_of("")
    (25, True, None)
    """
    kind, _, what = said.partition(":")
    if not said:
        return None
    if said == "cycle":
        return First(whole_cycle=True)
    if kind == "share" and what.isdigit() and 1 <= int(what) <= SHARE_MOST:
        return First(share_pct=int(what))
    if kind == "region" and what:
        return First(region=what)
    raise NoSuchShare


def ask_canary(session: Session, draft: PlaybookDraftRow, active: str, first: First) -> None:
    if canaries.living(session, draft.company_id) is not None:
        raise CanaryLives
    asked = canaries.regions(session, draft.company_id)
    if first.region is not None and first.region not in asked:
        raise NoSuchRegion(f"Asked for was “{first.region}”.")
    row = PlaybookCanaryRow(
        company_id=draft.company_id,
        draft_id=draft.id,
        playbook=draft.playbook,
        before=active,
        region=first.region,
        share_pct=first.share_pct,
        whole_cycle=first.whole_cycle,
    )
    canaries.add(session, row)


def end_canary(office: Office, session: Session, tuner: Tuner, canary: Canary) -> str:
    """New cases begin as everybody's do again; its own run to their end on its version."""
    who = tuner_of(session, tuner)
    _step(office, session, tuner, canary, "ended")
    facts: dict[str, Json] = {"canary": canary.row.id, "step": "ended", "why": tuner.why}
    write_history(office, session, tuner, who, f"playbook:{canary.row.playbook}", facts)
    return playbooks.active_digest(session, tuner.company_id)


def promote(office: Office, tuner: Tuner) -> str:
    """Make what a canary lived active for all. Its approval was for that too."""
    with office.sessions(tuner.company_id) as session:
        who, was = tuner_of(session, tuner), locked(session, tuner.company_id)
        canary = canaries.living(session, tuner.company_id)
        if canary is None:
            raise NoCanary
        if playbooks.active_digest(session, tuner.company_id) != canary.row.before:
            raise CanaryLives(OUTDATED)
        book = playbooks.content(session, canary.row.playbook)
        assert book is not None
        _step(office, session, tuner, canary, "activated")
        request = canary.started.request_id
        return activate(office, session, tuner, who, (was, book), "approved", request)


def _step(office: Office, session: Session, tuner: Tuner, canary: Canary, step: str) -> None:
    row = PlaybookCanaryStepRow(
        company_id=tuner.company_id,
        canary_id=canary.row.id,
        step=step,
        by_id=tuner_of(session, tuner).id,
        why=tuner.why,
        at=office.now(),
    )
    canaries.add(session, row)
