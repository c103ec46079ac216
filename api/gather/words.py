"""States of the store as words with an icon and a tone."""

from api.views.frame import State

INPUTS = {
    "asked": State(word="Asked", icon="open", tone="idle"),
    "received": State(word="Checking", icon="half"),
    "sent_back": State(word="Sent back", icon="alert", tone="warn"),
    "accepted": State(word="Accepted", icon="check", tone="good"),
    "escalated": State(word="Escalated", icon="clock", tone="bad"),
    "substituted": State(word="Last month’s numbers used", icon="none", tone="idle"),
}
LATE_INPUT = State(word="Late", icon="clock", tone="bad")
SUBMISSIONS = {
    "received": State(word="Checking", icon="half"),
    "sent_back": State(word="Sent back", icon="alert", tone="warn"),
    "accepted": State(word="Accepted", icon="check", tone="good"),
    "superseded": State(word="Replaced", icon="none", tone="idle"),
    "late": State(word="After the freeze", icon="clock", tone="warn"),
    "unread": State(word="Couldn’t be read", icon="alert", tone="bad"),
}
FINDINGS = {
    "open": State(word="Open", icon="alert", tone="warn"),
    "fixed": State(word="Fixed", icon="check", tone="good"),
    "waived": State(word="Waived", icon="none", tone="idle"),
}
ACTIONS = {
    "waiting": State(word="Waits for another", icon="open", tone="idle"),
    "assigned": State(word="Assigned", icon="open", tone="idle"),
    "in_progress": State(word="In progress", icon="half"),
    "blocked": State(word="Blocked", icon="alert", tone="bad"),
    "done": State(word="Done", icon="check", tone="good"),
    "cancelled": State(word="Cancelled", icon="cross", tone="idle"),
    "carried": State(word="Carried over", icon="next", tone="warn"),
}
COMMITMENTS = {
    "production": "Production",
    "purchase": "Purchase",
    "expedite": "Expedite",
    "stock": "Stock",
}
CLOSED_ACTIONS = frozenset({"done", "cancelled", "carried"})


def plain(key: str) -> str:
    """A key that has no word of its own, as one.

    >>> plain("decision.recorded")
    'Decision recorded'
    """
    return key.replace(".", " ").replace("_", " ").capitalize()
