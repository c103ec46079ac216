"""The words the pages use for the values of the gate core."""

from types import MappingProxyType

from gates.chain import Channel
from gates.gate import Step, Verb
from gates.people import Role
from gates.tiers import Tier

ROLES = MappingProxyType(
    {
        Role.GENERAL_MANAGER: "General manager",
        Role.COO: "COO",
        Role.SALES_LEAD: "Sales",
        Role.OPERATIONS_LEAD: "Operations",
        Role.FINANCE_LEAD: "Finance",
        Role.DEMAND_MANAGER: "Demand",
        Role.SOP_LEAD: "S&OP lead",
        Role.REGIONAL_PLANNER: "Regional planning",
        Role.PROCUREMENT: "Procurement",
        Role.PLANT_PLANNER: "Plant",
        Role.FINANCE_ANALYST: "Finance analysis",
        Role.ADMIN: "Administration",
        Role.AUDITOR: "Audit",
    }
)

STEPS = MappingProxyType(
    {
        Step.INPUTS: "Inputs",
        Step.DEMAND_REVIEW: "Demand review",
        Step.SUPPLY_REVIEW: "Supply review",
        Step.RECONCILIATION: "Reconciliation",
        Step.EXECUTIVE_REVIEW: "Executive review",
        Step.EXECUTION: "Execution",
    }
)

TIERS = MappingProxyType(
    {Tier.LOW: "Low stakes", Tier.MEDIUM: "Medium stakes", Tier.HIGH: "High stakes"}
)

ANSWERED = MappingProxyType(
    {
        Verb.APPROVE: "Approved",
        Verb.APPROVE_WITH_CHANGES: "Approved with changes",
        Verb.REQUEST_CHANGES: "Asked for changes",
        Verb.REJECT: "Rejected",
        Verb.DISSENT: "Dissents",
    }
)

DID = MappingProxyType(
    {
        Verb.APPROVE: "approved",
        Verb.APPROVE_WITH_CHANGES: "approved with changes",
        Verb.REQUEST_CHANGES: "asked for changes",
        Verb.REJECT: "rejected",
        Verb.DISSENT: "dissents, would take",
    }
)

CHANNELS = MappingProxyType({Channel.WEB: "on the web", Channel.MAIL: "by mail"})
"""How a signature reached us."""

TONES = MappingProxyType(
    {
        Verb.APPROVE: ("good", "check"),
        Verb.APPROVE_WITH_CHANGES: ("good", "check"),
        Verb.REQUEST_CHANGES: ("warn", "back"),
        Verb.REJECT: ("bad", "cross"),
        Verb.DISSENT: ("warn", "dissent"),
    }
)
"""Tone and icon, so that an answer never shows by colour alone."""


def role(name: str) -> str:
    """A role's title; a role that isn't ours is shown as it is."""
    return next((title for known, title in ROLES.items() if known == name), name)
