"""No re-litigation: a decided matter is looked at again only for a fact that changed since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from gates import errors
from gates.people import Actor, ActorKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """Something the decision rests on that is no longer as it was signed."""

    key: str
    says: str
    signed: str
    now: str
    where: str
    """The file or message it is from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The earlier decision, as whoever wants to reopen it is reminded of it."""

    who: str
    at: datetime
    what: str
    href: str

    @property
    def words(self) -> str:
        return f"{self.who} decided on {self.at:%d %b %Y, %H:%M}: {self.what} ({self.href})."


def reopen(
    *,
    by: Actor,
    seats: Collection[str],
    settled: Settled | None,
    looked_at_again: bool,
    new_facts: Sequence[NewFact],
    named: str,
) -> NewFact:
    """The changed fact a reopening rests on, or the refusal with the earlier decision.

    Who may speak comes first, so that a stranger learns nothing. `settled` of None: nobody has
    decided it yet.
    """
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    if by.key not in seats and by.role is not Role.SOP_LEAD:
        raise errors.MayNotReopen
    if settled is None:
        raise errors.NotDecidedYet
    if looked_at_again:
        raise errors.AlreadyReopened
    fact = next((one for one in new_facts if one.key == named), None)
    if fact is None:
        raise errors.NothingHasChanged(settled.words)
    return fact
