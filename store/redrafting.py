"""New content stands in an open request; answers whose facts moved too far end, and only those."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from gates.brief import Brief, digest
from gates.canonical import Json
from gates.chain import Channel
from gates.materiality import Tolerances, compare, concerns, figures_of
from gates.people import Actor
from store import answers, cycles, ledger, requests
from store.answers import Given
from store.tables.cycles import CaseRow
from store.tables.gates import RequestRow


def redraft(
    session: Session,
    request: RequestRow,
    brief: Brief,
    *,
    by: Actor,
    at: datetime,
    channel: Channel = Channel.WORKER,
) -> bool:
    """Let the brief stand in a locked, open request; says whether anything moved.

    The tolerances are those of the case's playbook.
    """
    if request.closed_at is not None or request.brief_sha256 == digest(brief):
        return False
    bounds = cycles.playbook_of(session, session.get_one(CaseRow, request.case_id)).tolerances
    given = answers.given_in(session, request.id)
    ended = [one for one in given if is_stale(one, brief, bounds)]
    _stand(session, request, brief, at)
    for one in ended:
        answers.end(session, one.decision_id, why="facts_moved", at=at)
    if ended:
        requests.give_time(session, request, at)
    ledger.append(
        session,
        replace(ledger.over(request), channel=channel),
        at=at,
        kind="brief_redrafted",
        actor=by,
        subject=f"request:{request.id}",
        facts={
            "brief_sha256": request.brief_sha256,
            "asked_again": cast("Json", [one.seat for one in ended]),
            "stands": cast("Json", [one.seat for one in given if one not in ended]),
        },
    )
    return True


def _stand(session: Session, request: RequestRow, brief: Brief, at: datetime) -> None:
    requests.keep_brief(session, request, brief, at)
    request.brief_sha256 = digest(brief)
    request.took_part = sorted(brief.took_part)
    request.question = brief.question
    request.stake_eur = brief.stake.amount_eur
    session.flush()


def is_stale(given: Given, brief: Brief, bounds: Tolerances) -> bool:
    """Whether something this answer approved moved too far, or its author took part since.

    Where there are no numbers to compare, whatever was written anew is too far.
    """
    if given.seat in brief.took_part or given.by in brief.took_part:
        return True
    signed = figures_of(given.brief, given.choice)
    if not signed:
        return True
    moves = compare(signed, figures_of(brief, given.choice), bounds)
    return concerns(moves, given.role, accountable=given.accountable)
