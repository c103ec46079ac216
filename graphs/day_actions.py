"""Actions that ask for the day of what a supplier still owes, told by their key."""

from store.tables.actions import ActionRow

PREFIX = "day-"


def day_key(code: str) -> str:
    """One for a component in a cycle.

    >>> day_key("OAT-SYRUP")
    'day-oat-syrup'
    """
    return f"{PREFIX}{code.lower()}"


def is_about_a_day(action: ActionRow) -> bool:
    return action.key.startswith(PREFIX)
