"""Letting somebody else answer one request, from its own page."""

from dataclasses import replace
from datetime import timedelta

from gates.deciding import REASON_MAX_CHARS
from gates.delegating import Delegation, DelegationKind
from gates.errors import ReasonTooLong
from gates.moves import check_delegating
from runtime.deciding import Answer
from runtime.inviting import invite
from runtime.moving import Scene, at_request
from runtime.office import Office
from store import delegations, people

AS_LONG_AS_IT_WAITS = timedelta(days=366)
"""It is for one request and ends with it; a delegation has an end of its own nevertheless."""


def delegate_one(office: Office, whom: Answer, receiver: str, *, reason: str = "") -> Delegation:
    """Let `receiver` answer for oneself here. Raises a `Refusal`; doing it twice is once."""
    with at_request(office, whom) as scene:
        wanted = Delegation(
            id=0,
            kind=DelegationKind.DELEGATION,
            giver=scene.who.key,
            receiver=receiver,
            gates=frozenset(),
            request=str(scene.request.id),
            starts_at=scene.at,
            ends_at=scene.at + AS_LONG_AS_IT_WAITS,
            limit_eur=None,
        )
        check_delegating(scene.matter, wanted, by=scene.actor, at=scene.at)
        if len(reason) > REASON_MAX_CHARS:
            raise ReasonTooLong
        if (known := _given(scene, receiver)) is not None:
            return known
        return _give(office, scene, wanted, reason.strip())


def _given(scene: Scene, receiver: str) -> Delegation | None:
    given = delegations.given_by(scene.session, scene.request.company_id, [scene.who.key])
    request = str(scene.request.id)
    mine = (one for one in given if one.receiver == receiver and one.request == request)
    return next((one for one in mine if one.covers(scene.request.gate, request, scene.at)), None)


def _give(office: Office, scene: Scene, wanted: Delegation, reason: str) -> Delegation:
    session, request = scene.session, scene.request
    number = delegations.add(session, request.company_id, wanted, reason=reason, made_at=scene.at)
    to = people.by_key(session, request.company_id, wanted.receiver)
    quoted = f": “{reason}”" if reason else "."
    invite(
        office,
        scene,
        to,
        step=f"delegated/{number}",
        says=f"{scene.who.name}, {scene.who.title}, asks you to answer this in their place{quoted}",
    )
    scene.write_history(
        "request_delegated",
        {
            "delegation": number,
            "giver": wanted.giver,
            "receiver": wanted.receiver,
            "reason": reason,
        },
    )
    return replace(wanted, id=number)
