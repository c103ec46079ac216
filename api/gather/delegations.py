"""Delegations in words, and who may take one back."""

from collections.abc import Iterable

from api import formats
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.people import DelegationLine
from gates.authority import Purse
from gates.catalogue import GATES
from gates.delegating import Delegation, DelegationKind
from runtime.delegating import MAY_DELEGATE_FOR_OTHERS
from store.reading_delegations import DelegationRecord

STANDS = State(word=Say("Stands"), icon="check", tone="good")
TO_COME = State(word=Say("To come"), icon="clock")
TAKEN_BACK = State(word=Say("Taken back"), icon="cross", tone="idle")
OVER = State(word=Say("Over"), icon="none", tone="idle")


def may_give_for(viewer: Viewer, giver: str) -> bool:
    """Oneself, or for somebody ill the S&OP lead or an admin; `runtime` has the last word."""
    return viewer.key == giver or viewer.role in MAY_DELEGATE_FOR_OTHERS


def lines(
    records: Iterable[DelegationRecord], purse: Purse, viewer: Viewer
) -> tuple[DelegationLine, ...]:
    return tuple(_line(record, purse, viewer) for record in records)


def stands(record: DelegationRecord, viewer: Viewer) -> bool:
    """Whether it counts now or will."""
    return state_of(record.one, viewer) in {STANDS, TO_COME}


def state_of(one: Delegation, viewer: Viewer) -> State:
    if one.revoked_at is not None:
        return TAKEN_BACK
    if one.ends_at <= viewer.now:
        return OVER
    return STANDS if one.starts_at <= viewer.now else TO_COME


def _line(record: DelegationRecord, purse: Purse, viewer: Viewer) -> DelegationLine:
    one = record.one
    open_to = stands(record, viewer) and may_give_for(viewer, one.giver)
    starts, ends = (moment.astimezone(viewer.zone) for moment in (one.starts_at, one.ends_at))
    absent = one.kind is DelegationKind.OUT_OF_OFFICE
    return DelegationLine(
        anchor=f"delegation-{one.id}",
        state=state_of(one, viewer),
        what=say("Out of office") if absent else say("Delegation"),
        giver=record.giver.name,
        giver_href=f"/people/{one.giver}",
        receiver=record.receiver.name,
        receiver_href=f"/people/{one.receiver}",
        span=say("{day} to {until}", day=formats.day(starts), until=formats.until(ends)),
        gates=_gates(one),
        limit=_limit(one, purse),
        reason=record.reason,
        revoke_href=f"/delegations/{one.id}/revocation" if open_to else "",
    )


def _gates(one: Delegation) -> str:
    if one.request is not None:
        return say("One request")
    titles = [say(gate.title) for name, gate in GATES.items() if name in one.gates]
    return ", ".join(titles) or say("Every gate")


def _limit(one: Delegation, purse: Purse) -> str:
    used = purse.used_under(one.id)
    if one.limit_eur is None:
        return (
            say("The giver’s own, {amount} used", amount=formats.eur(used))
            if used
            else say("The giver’s own")
        )
    return say(
        "{amount}, {amount2} used", amount=formats.eur(one.limit_eur), amount2=formats.eur(used)
    )
