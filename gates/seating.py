"""Who sits in a gate: seats given to a role, a person, or whoever owns what the brief is about.

Resolving is pure: a gate, what the brief says, and the directory as it stands. Every seat that
comes out says which rule gave it, on which data, of which version.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gates.people import Role


class Given(StrEnum):
    """What a seat is given to."""

    ROLE = "role"
    """Everyone who holds the role."""
    PERSON = "person"
    """One person, by key."""
    OWNER = "owner"
    """Whoever owns each thing of a kind that the brief names (`family`, `region`, ...)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRule:
    """One line of a gate's slate. Seats of one `group` are equals: any of them speaks for it."""

    given: Given
    to: str
    group: str = ""


def role(holds: Role, *, group: str = "") -> SeatRule:
    return SeatRule(given=Given.ROLE, to=holds.value, group=group or holds.value)


def named(key: str, *, group: str = "") -> SeatRule:
    return SeatRule(given=Given.PERSON, to=key, group=group or key)


def owner_of(kind: str, *, group: str = "") -> SeatRule:
    return SeatRule(given=Given.OWNER, to=kind, group=group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person who may sit. Agents are not in the directory, so none can."""

    key: str
    name: str
    title: str
    role: Role
    manager: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The people of a company and what they own. `version` names the data it was read from."""

    members: tuple[Member, ...]
    owners: Mapping[str, str] = field(default_factory=dict[str, str])
    """`family:oat_bars` to a member's key."""
    version: str

    def member(self, key: str) -> Member | None:
        return next((one for one in self.members if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why somebody sits: the rule, the datum it met, and the version of the data."""

    rule: str
    data: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """A seat with its holder. `position` counts the slate's lines: their turn, in a sequence.

    `added` by somebody on top of the slate: its approval is wanted besides what the rule wants.
    """

    holder: str
    group: str
    position: int
    why: Why
    added: bool = False


def chairs(
    slate: Iterable[SeatRule], about: Mapping[str, tuple[str, ...]], directory: Directory
) -> tuple[Chair, ...]:
    """Every seat the slate gives on what the brief is `about`; nobody sits twice."""
    found: dict[str, Chair] = {}
    for position, line in enumerate(slate):
        for holder, group, why in _holders(line, about, directory):
            chair = Chair(holder=holder, group=group, position=position, why=why)
            found.setdefault(holder, chair)
    return tuple(found.values())


def _holders(
    line: SeatRule, about: Mapping[str, tuple[str, ...]], directory: Directory
) -> Iterator[tuple[str, str, Why]]:
    version = directory.version
    if line.given is Given.OWNER:
        for thing in about.get(line.to, ()):
            owned = f"{line.to}:{thing}"
            if (holder := directory.owners.get(owned)) and directory.member(holder):
                why = Why(rule=f"owner of {line.to}", data=f"{owned} → {holder}", version=version)
                yield holder, line.group or owned, why
        return
    for member in directory.members:
        has = member.role.value if line.given is Given.ROLE else member.key
        if has == line.to:
            why = Why(
                rule=f"{line.given.value} {line.to}", data=f"{member.key}: {has}", version=version
            )
            yield member.key, line.group, why


def vacant(
    slate: Iterable[SeatRule],
    about: Mapping[str, tuple[str, ...]],
    taken: Iterable[Chair],
) -> tuple[str, ...]:
    """What the slate asks for and nobody sits for, in words."""
    groups = {chair.group for chair in taken}
    return tuple(
        words for line in slate for group, words in _wanted(line, about) if group not in groups
    )


def _wanted(line: SeatRule, about: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    if line.given is Given.OWNER:
        things = about.get(line.to, ())
        if not things:
            yield line.group, f"an owner of a {line.to} (the brief names none)"
        for thing in things:
            owned = f"{line.to}:{thing}"
            yield line.group or owned, f"the owner of {owned}"
        return
    yield line.group, f"the {line.given.value} {line.to}"
