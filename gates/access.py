"""What a role may do in the application at all. Who sits in a request is another question.

A scope opens a kind of page or deed; the seat, the tier and the limits are still asked for each
request. `tests/api/test_access.py` tries every address as every role.
"""

from enum import StrEnum
from types import MappingProxyType

from gates.people import Role


class Scope(StrEnum):
    """A kind of thing one can do, as tokens and the table of addresses name it."""

    WORK = "work:read"
    """The cycle, its inputs, requests, plan and actions, and the people."""
    RECORD = "record:read"
    """The ledger, signed heads, receipts' proofs and who is told of it."""
    DECIDE = "decisions:write"
    """Answer a request or move in it. The gate still asks for a seat."""
    ANSWER = "answers:write"
    """Say something about an input, a reply or an action."""
    STAND_IN = "delegations:write"
    OPERATE = "operation:write"
    """Set going again what stands still, and end other people's sessions."""
    TUNE = "playbooks:write"
    """Propose playbooks, make active what only tightens, go back. Its gate still asks for seats."""
    SELF = "account:write"
    """One's own browsers, passkeys, tokens and calendar."""


class Part(StrEnum):
    """What somebody is to the application."""

    APPROVER = "approver"
    OWNER = "owner"
    LEAD = "lead"
    ADMIN = "admin"
    AUDITOR = "auditor"
    SERVICE = "service"
    """A program that holds a token. It reads; no token decides."""


PARTS = MappingProxyType(
    {
        Role.GENERAL_MANAGER: Part.APPROVER,
        Role.COO: Part.APPROVER,
        Role.SALES_LEAD: Part.APPROVER,
        Role.OPERATIONS_LEAD: Part.APPROVER,
        Role.FINANCE_LEAD: Part.APPROVER,
        Role.DEMAND_MANAGER: Part.APPROVER,
        Role.SOP_LEAD: Part.LEAD,
        Role.REGIONAL_PLANNER: Part.OWNER,
        Role.PROCUREMENT: Part.OWNER,
        Role.PLANT_PLANNER: Part.OWNER,
        Role.FINANCE_ANALYST: Part.OWNER,
        Role.ADMIN: Part.ADMIN,
        Role.AUDITOR: Part.AUDITOR,
    }
)

READS = frozenset({Scope.WORK, Scope.RECORD})
TAKES_PART = frozenset({Scope.WORK, Scope.DECIDE, Scope.ANSWER, Scope.STAND_IN, Scope.SELF})

SCOPES = MappingProxyType(
    {
        Part.APPROVER: TAKES_PART | READS,
        Part.OWNER: TAKES_PART,  # an owner can be given a seat, so deciding isn't closed to them
        Part.LEAD: TAKES_PART | READS | {Scope.OPERATE, Scope.TUNE},
        Part.ADMIN: TAKES_PART | READS | {Scope.OPERATE, Scope.TUNE},
        Part.AUDITOR: READS | {Scope.SELF},
        Part.SERVICE: READS,
    }
)


def part_of(role: Role) -> Part:
    return PARTS[role]


def scopes_of(role: Role) -> frozenset[Scope]:
    """Everything the role opens.

    >>> Scope.DECIDE in scopes_of(Role.AUDITOR), Scope.RECORD in scopes_of(Role.PROCUREMENT)
    (False, False)
    """
    return SCOPES[part_of(role)]


def may_sit(role: Role) -> bool:
    """Whether a seat, a delegation or an action can be given to somebody of this role."""
    return Scope.DECIDE in scopes_of(role)
