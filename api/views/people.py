"""People and what they let each other do: the list, one person's page, and its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    href: str
    name: str
    you: bool
    role: str
    title: str
    manager: str
    owns: tuple[str, ...]
    limits: tuple[str, ...]
    """What they may approve in a cycle and what is used of it, a phrase each."""
    stands_in: tuple[str, ...]
    """Who stands in for them now, and for whom they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    summary: str
    lines: tuple[PersonLine, ...]
    own_href: str
    standing: tuple["DelegationLine", ...]
    """Those that count now or will."""
    past: tuple["DelegationLine", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    gate: str
    limit: str
    used: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationLine:
    """One delegation, in words."""

    anchor: str
    state: State
    what: str
    giver: str
    giver_href: str
    receiver: str
    receiver_href: str
    span: str
    gates: str
    limit: str
    reason: str
    revoke_href: str
    """Where it is taken back; empty where it is over or the reader may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    key: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationFormView:
    """One of the two forms, with what was typed and what is wrong with it."""

    action: str
    kind: str
    title: str
    says: str
    button: str
    absence: bool
    people: tuple[Choice, ...]
    gates: tuple[Choice, ...]
    starts: str = ""
    ends: str = ""
    limit_eur: str = ""
    reason: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict[str, str])
    """What to correct, by field; under the empty name what concerns the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    key: str
    name: str
    you: bool
    role: str
    title: str
    manager: str
    manager_href: str
    email: str
    owns: tuple[str, ...]
    cycle: str
    limits: tuple[LimitLine, ...]
    limited: bool
    """Whether anybody's authority is limited at all."""
    standing: tuple[DelegationLine, ...]
    past: tuple[DelegationLine, ...]
    forms: tuple[DelegationFormView, ...]
    invite_href: str = ""
    """Where they are sent a letter to make a passkey with, for who may."""
    invited: str = ""
    """Where it was just sent to."""
    sign_out_href: str = ""
    """Where every session of theirs is ended, for who may."""
    message: str = ""
