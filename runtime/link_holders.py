"""Who holds a link from a letter: known by it for one input or action, and for nothing else."""

import hmac

from gates.errors import Refusal
from runtime.office import Office
from runtime.secrets import link_proof_for
from store import action_links
from store.action_links import ActionHolder
from store.links import Holder, LinkHolder, find_holder


class LinkOver(Refusal):
    """This link opens nothing any more: it is over, or what it opens is somebody else’s now."""


class SayWhoYouAre(Refusal):
    """Say first who you are: write the address the letter came to."""


def holder_of(office: Office, token: str) -> LinkHolder:
    """Raises LinkOver, whether the link never was one or is one no longer."""
    with office.unfenced() as session:
        holder = find_holder(session, token, at=office.now())
    if holder is None:
        raise LinkOver
    return holder


def action_holder_of(office: Office, token: str) -> ActionHolder:
    """The same for an action's page."""
    with office.unfenced() as session:
        holder = action_links.find_holder(session, token, at=office.now())
    if holder is None:
        raise LinkOver
    return holder


def say_who(office: Office, holder: Holder, token: str, address: str) -> str:
    """What the browser keeps afterwards. A scanner that presses buttons doesn't get this far.

    Raises SayWhoYouAre for any other address than the letter's.
    """
    if address.strip().casefold() != holder.address.casefold():
        raise SayWhoYouAre
    return link_proof_for(office.settings, token)


def said_who(office: Office, token: str, kept: str) -> bool:
    return hmac.compare_digest(kept.encode(), link_proof_for(office.settings, token).encode())
