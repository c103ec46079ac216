"""The words the pages use for the values of the gate core."""

from types import MappingProxyType

from api.tongue import Say
from gates.chain import Channel
from gates.gate import Step, Verb
from gates.people import Role
from gates.tiers import Tier

ROLES = MappingProxyType(
    {
        Role.GENERAL_MANAGER: Say("General manager"),
        Role.COO: Say("COO"),
        Role.SALES_LEAD: Say("Sales"),
        Role.OPERATIONS_LEAD: Say("Operations"),
        Role.FINANCE_LEAD: Say("Finance"),
        Role.DEMAND_MANAGER: Say("Demand"),
        Role.SOP_LEAD: Say("S&OP lead"),
        Role.REGIONAL_PLANNER: Say("Regional planning"),
        Role.PROCUREMENT: Say("Procurement"),
        Role.PLANT_PLANNER: Say("Plant"),
        Role.FINANCE_ANALYST: Say("Finance analysis"),
        Role.ADMIN: Say("Administration"),
        Role.AUDITOR: Say("Audit"),
    }
)

STEPS = MappingProxyType(
    {
        Step.INPUTS: Say("Inputs"),
        Step.DEMAND_REVIEW: Say("Demand review"),
        Step.SUPPLY_REVIEW: Say("Supply review"),
        Step.RECONCILIATION: Say("Reconciliation"),
        Step.EXECUTIVE_REVIEW: Say("Executive review"),
        Step.EXECUTION: Say("Execution"),
    }
)

TIERS = MappingProxyType(
    {Tier.LOW: Say("Low stakes"), Tier.MEDIUM: Say("Medium stakes"), Tier.HIGH: Say("High stakes")}
)

ANSWERED = MappingProxyType(
    {
        Verb.APPROVE: Say("Approved"),
        Verb.APPROVE_WITH_CHANGES: Say("Approved with changes"),
        Verb.REQUEST_CHANGES: Say("Asked for changes"),
        Verb.REJECT: Say("Rejected"),
        Verb.DISSENT: Say("Dissents"),
    }
)

DID = MappingProxyType(
    {
        Verb.APPROVE: Say("approved"),
        Verb.APPROVE_WITH_CHANGES: Say("approved with changes"),
        Verb.REQUEST_CHANGES: Say("asked for changes"),
        Verb.REJECT: Say("rejected"),
        Verb.DISSENT: Say("dissents, would take"),
    }
)

CHANNELS = MappingProxyType({Channel.WEB: Say("on the web"), Channel.MAIL: Say("by mail")})

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
