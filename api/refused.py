"""Why something was refused, in the reader's language: a refusal's docstring is what it says."""

from api.tongue import say
from gates.errors import Refusal


def refused_words(refusal: Refusal) -> str:
    """What is said of every such case, and then what only this one has."""
    said = " ".join((type(refusal).__doc__ or "").split())
    return " ".join((say(said), *refusal.detail))
