"""Whom a rung of a chain asks, when others didn't answer: by name, never who took part."""

from collections.abc import Collection, Iterator

from gates.gate import Rung
from gates.people import Role
from gates.seating import Directory, Member


def asked_next(
    rung: Rung, directory: Directory, *, silent: Collection[str], not_them: Collection[str]
) -> Member | None:
    """Who is asked on this rung: never one of those that took part or were asked before.

    Where that leaves nobody, the managers above are tried, so that the chain reaches somebody
    as long as there is anybody.
    """
    for wanted in _wanted(rung, directory, silent):
        for member in (wanted, *above(directory, wanted)):
            if member.key not in not_them:
                return member
    return None


def takes_over(
    rung: Rung, directory: Directory, *, took_part: Collection[str], sitting: Collection[str] = ()
) -> Member | None:
    """Who is left with what expired: whom the gate says, or anybody who may.

    They may have been asked before; then it stays with them. Somebody `sitting` among several
    has said what they could, so it is theirs only where there is nobody else.
    """
    for passed_over in ({*took_part, *sitting}, took_part):
        said = asked_next(rung, directory, silent=(), not_them=passed_over)
        free = (member for member in directory.members if member.key not in passed_over)
        if member := said or next(free, None):
            return member
    return None


def _wanted(rung: Rung, directory: Directory, silent: Collection[str]) -> Iterator[Member]:
    if rung.to is None:
        for key in silent:
            holder = directory.member(key)
            if holder and holder.manager and (boss := directory.member(holder.manager)):
                yield boss
        return
    yield from holders(directory, rung.to)


def holders(directory: Directory, role: Role) -> Iterator[Member]:
    return (member for member in directory.members if member.role is role)


def above(directory: Directory, member: Member) -> Iterator[Member]:
    """Managers, each once; a ring of managers ends."""
    seen = {member.key}
    while member.manager and (boss := directory.member(member.manager)) and boss.key not in seen:
        yield boss
        seen.add(boss.key)
        member = boss
