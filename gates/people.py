"""Who acts: people with a role. An agent is a different kind of actor and never a person."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is accountable for."""

    GENERAL_MANAGER = "general_manager"
    COO = "coo"
    SALES_LEAD = "sales_lead"
    OPERATIONS_LEAD = "operations_lead"
    FINANCE_LEAD = "finance_lead"
    DEMAND_MANAGER = "demand_manager"
    SOP_LEAD = "sop_lead"
    REGIONAL_PLANNER = "regional_planner"
    PROCUREMENT = "procurement"
    PLANT_PLANNER = "plant_planner"
    FINANCE_ANALYST = "finance_analyst"
    ADMIN = "admin"
    AUDITOR = "auditor"
    """Reads everything and answers nothing."""


class ActorKind(StrEnum):
    PERSON = "person"
    AGENT = "agent"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did something, as the ledger names them. `key` is a person's key or an agent's name."""

    kind: ActorKind
    key: str
    role: Role | None = None
    name: str | None = None
    """As the directory has it; the ledger looks it up."""


def person(key: str, role: Role) -> Actor:
    return Actor(kind=ActorKind.PERSON, key=key, role=role)


def agent(name: str) -> Actor:
    return Actor(kind=ActorKind.AGENT, key=name)


SYSTEM = Actor(kind=ActorKind.SYSTEM, key="sopwith")
