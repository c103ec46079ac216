"""Who could be asked in a recorded cycle, and how much each may approve."""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from evals.recording.recording import Recording
from gates.authority import Limit, Purse, Spent
from gates.people import Role
from gates.seating import Directory, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The people of the company, as they were when the cycle was recorded."""

    directory: Directory
    limits: tuple[Limit, ...]

    def role_of(self, key: str) -> Role:
        member = self.directory.member(key)
        assert member is not None
        return member.role

    def purse(self, spent: tuple[Spent, ...]) -> Purse:
        """As `store.authorities.purse_of` has it: without limits nothing is counted."""
        return Purse(limits=self.limits, spent=spent if self.limits else ())


def around(recording: Recording) -> Around:
    return _read(recording.blob(recording.cycle["around"]))


@lru_cache(maxsize=64)
def _read(content: bytes) -> Around:
    """A company's cycles mostly had the same people."""
    said: dict[str, Any] = json.loads(content)
    members = tuple(Member(**{**one, "role": Role(one["role"])}) for one in said["members"])
    directory = Directory(members=members, owners=said["owners"], version=said["version"])
    limits = tuple(
        replace(
            Limit(limit_eur=Decimal(one["limit_eur"])),
            person=one["person"],
            role=Role(one["role"]) if one["role"] else None,
            gate=one["gate"],
        )
        for one in said["limits"]
    )
    return Around(directory=directory, limits=limits)
