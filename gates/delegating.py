"""Deciding for somebody else: from a day to a day, within limits, and never passed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from gates import errors


class DelegationKind(StrEnum):
    DELEGATION = "delegation"
    """Given on purpose, for some gates or one request."""
    OUT_OF_OFFICE = "out_of_office"
    """A substitute while its giver is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """`giver` lets `receiver` answer for them. Empty `gates` means every gate."""

    id: int
    kind: DelegationKind
    giver: str
    receiver: str
    gates: frozenset[str]
    request: str | None
    """Only this request, by id."""
    starts_at: datetime
    ends_at: datetime
    limit_eur: Decimal | None
    """The most that may be approved under it in all; None is the giver's own limit."""
    revoked_at: datetime | None = None

    def covers(self, gate: str, request: str, at: datetime) -> bool:
        """Whether it lets its receiver answer this request now."""
        return (
            (self.request is None or self.request == request)
            and (not self.gates or gate in self.gates)
            and self.starts_at <= at < self.ends_at
            and (self.revoked_at is None or at < self.revoked_at)
        )


def acting_for(
    actor: str,
    seats: Iterable[str],
    standing: Iterable[Delegation],
    *,
    gate: str,
    request: str,
    at: datetime,
) -> dict[str, Delegation]:
    """Whose seats the actor may answer for, and by which delegation.

    Only a seat's own holder can give it away: what was received is not passed on.
    """
    held = set(seats)
    found: dict[str, Delegation] = {}
    for one in standing:
        if one.receiver == actor and one.giver in held and one.covers(gate, request, at):
            found.setdefault(one.giver, one)
    return found


def standing_in(
    holders: Iterable[str],
    standing: Iterable[Delegation],
    *,
    gate: str,
    request: str,
    at: datetime,
    barred: frozenset[str] = frozenset(),
) -> dict[str, tuple[Delegation, ...]]:
    """By holder: the delegations by which somebody may answer for them now, one a person.

    Nobody `barred` from the matter stands in, nor does anybody for them.
    """
    found: dict[str, dict[str, Delegation]] = {holder: {} for holder in holders}
    for one in standing:
        free = not {one.giver, one.receiver} & barred
        if free and one.giver in found and one.covers(gate, request, at):
            found[one.giver].setdefault(one.receiver, one)
    return {holder: tuple(by.values()) for holder, by in found.items() if by}


def check_delegation(one: Delegation, *, people: frozenset[str], made_at: datetime) -> None:
    """Refuse a delegation that could never be used as meant."""
    if one.receiver == one.giver:
        raise errors.DelegationToSelf
    if one.receiver not in people or one.giver not in people:
        raise errors.NobodyByThatName
    if one.ends_at <= one.starts_at or one.ends_at <= made_at:
        raise errors.DelegationHasNoTime
    if one.limit_eur is not None and one.limit_eur < 0:
        raise errors.LimitBelowZero
