"""States of the store as words with an icon and a tone."""

from api.tongue import Say
from api.views.frame import State

INPUTS = {
    "asked": State(word=Say("Asked"), icon="open", tone="idle"),
    "received": State(word=Say("Checking"), icon="half"),
    "sent_back": State(word=Say("Sent back"), icon="alert", tone="warn"),
    "accepted": State(word=Say("Accepted"), icon="check", tone="good"),
    "escalated": State(word=Say("Escalated"), icon="clock", tone="bad"),
    "substituted": State(word=Say("Last month’s numbers used"), icon="none", tone="idle"),
}
LATE_INPUT = State(word=Say("Late"), icon="clock", tone="bad")
SUBMISSIONS = {
    "received": State(word=Say("Checking"), icon="half"),
    "sent_back": State(word=Say("Sent back"), icon="alert", tone="warn"),
    "accepted": State(word=Say("Accepted"), icon="check", tone="good"),
    "superseded": State(word=Say("Replaced"), icon="none", tone="idle"),
    "late": State(word=Say("After the freeze"), icon="clock", tone="warn"),
    "unread": State(word=Say("Couldn’t be read"), icon="alert", tone="bad"),
}
FINDINGS = {
    "open": State(word=Say("Open"), icon="alert", tone="warn"),
    "fixed": State(word=Say("Fixed"), icon="check", tone="good"),
    "waived": State(word=Say("Waived"), icon="none", tone="idle"),
}
ACTIONS = {
    "waiting": State(word=Say("Waits for another"), icon="open", tone="idle"),
    "assigned": State(word=Say("Assigned"), icon="open", tone="idle"),
    "in_progress": State(word=Say("In progress"), icon="half"),
    "blocked": State(word=Say("Blocked"), icon="alert", tone="bad"),
    "done": State(word=Say("Done"), icon="check", tone="good"),
    "cancelled": State(word=Say("Cancelled"), icon="cross", tone="idle"),
    "carried": State(word=Say("Carried over"), icon="next", tone="warn"),
}
COMMITMENTS = {
    "production": Say("Production"),
    "purchase": Say("Purchase"),
    "expedite": Say("Expedite"),
    "stock": Say("Stock"),
}
CLOSED_ACTIONS = frozenset({"done", "cancelled", "carried"})


def plain(key: str) -> str:
    """A key that has no word of its own, as one.

    >>> plain("decision.recorded")
    'Decision recorded'
    """
    return key.replace(".", " ").replace("_", " ").capitalize()
