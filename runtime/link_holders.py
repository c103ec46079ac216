"""Who holds a link from a letter: known by it for one input, and for nothing else."""

import hmac

from gates.errors import Refusal
from runtime.office import Office
from runtime.secrets import link_proof_for
from store.links import LinkHolder, find_holder


class LinkOver(Refusal):
    """This link opens nothing any more: it is over, or somebody else owns the input now."""


class SayWhoYouAre(Refusal):
    """Say first who you are: write the address the letter came to."""


def holder_of(office: Office, token: str) -> LinkHolder:
    """Raises LinkOver, whether the link never was one or is one no longer."""
    with office.unfenced() as session:
        holder = find_holder(session, token, at=office.now())
    if holder is None:
        raise LinkOver
    return holder


def say_who(office: Office, token: str, address: str) -> str:
    """What the browser keeps afterwards. A scanner that presses buttons doesn't get this far.

    Raises LinkOver, and SayWhoYouAre for any other address than the letter's.
    """
    holder = holder_of(office, token)
    if address.strip().casefold() != holder.address.casefold():
        raise SayWhoYouAre
    return link_proof_for(office.settings, token)


def said_who(office: Office, token: str, kept: str) -> bool:
    return hmac.compare_digest(kept.encode(), link_proof_for(office.settings, token).encode())
