"""How long a lever takes from a decision to its first effect, and whether it can be taken back."""

from enum import StrEnum

INTERNAL_WEEKS = 1
"""From a decision to its first effect in the house: placing orders, goods-in, a new schedule."""

CUSTOMER_NOTICE_WEEKS = 2
"""Accounts are told of a change of promotion this long before it starts."""


class Reversibility(StrEnum):
    """What is left of a lever when somebody changes their mind."""

    FREE = "free"
    """Nothing: it can be taken back at no cost until it takes effect."""
    PARTLY = "partly"
    """What was ordered or worked stays paid for; the rest can be stopped."""
    NONE = "none"
    """Customers were told; taking it back is a second change for them."""
