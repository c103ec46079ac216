"""Whom what agents find is taken to, where nobody owns the thing itself."""

from typing import Annotated

from pydantic import BaseModel, Field

from gates.people import Role
from gates.policies import TUNED

Roles = tuple[Role, ...]


class Routing(BaseModel):
    """In the order asked: the first of these roles that anybody holds. Never a person by name."""

    model_config = TUNED
    drift: Annotated[Roles, Field(title="Demand that drifts", max_length=4)] = ()
    """What customers ask for leaves the plan; empty: the demand manager, then sales."""
    schedule: Annotated[Roles, Field(title="A line behind its schedule", max_length=4)] = ()
    """Empty: the plant planner, then operations."""
    supplier: Annotated[Roles, Field(title="A supplier behind", max_length=4)] = ()
    """Empty: procurement, then operations."""
    stock: Annotated[Roles, Field(title="Stock that is missing", max_length=4)] = ()
    """Empty: operations."""
    doubt: Annotated[Roles, Field(title="A mail that needs a person's eyes", max_length=4)] = ()
    """And whom letters name as asked next; empty: the S&OP lead."""


USUAL: dict[str, Roles] = {
    "drift": (Role.DEMAND_MANAGER, Role.SALES_LEAD),
    "schedule": (Role.PLANT_PLANNER, Role.OPERATIONS_LEAD),
    "supplier": (Role.PROCUREMENT, Role.OPERATIONS_LEAD),
    "stock": (Role.OPERATIONS_LEAD,),
    "doubt": (Role.SOP_LEAD,),
}
"""Where a playbook says nothing."""


def route(routing: Routing, matter: str) -> Roles:
    """Whom a matter is taken to.

    >>> route(Routing(), "stock"), route(Routing(stock=(Role.PROCUREMENT,)), "stock")
    ((<Role.OPERATIONS_LEAD: 'operations_lead'>,), (<Role.PROCUREMENT: 'procurement'>,))
    """
    said: Roles = getattr(routing, matter)
    return said or USUAL[matter]
