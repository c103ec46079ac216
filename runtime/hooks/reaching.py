"""Where a post may go: an address anybody could reach, or a network the operator allowed.

Whoever may subscribe could otherwise make us call what only we can reach: databases, clouds'
metadata, the machine itself. The name is looked up once and that very address is called.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from gates.errors import Refusal

Address = IPv4Address | IPv6Address
Look = Callable[[str, int], Sequence[str]]
PORTS = {"https": 443, "http": 80}
NAT64 = IPv6Network("64:ff9b::/96")
URL_LONGEST_CHARS = 2000


class NotAHookAddress(Refusal):
    """The address is no web address of the form https://name/path without a user or a fragment."""


class MayNotCall(Refusal):
    """The address leads into a private network, so it isn't called. An operator can allow a
    network in SOPWITH_HOOK_NETWORKS.
    """


class NotFound(Refusal):
    """No address is known for this name just now."""


class PlainOnlyInside(Refusal):
    """Without https it is only called in a network allowed in SOPWITH_HOOK_NETWORKS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Where to connect, and what to say there."""

    url: str
    host: str
    port: int
    address: str


def look_up(host: str, port: int) -> list[str]:
    """Every address of a name, as the system knows it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(one[4][0]) for one in found]


def goal_of(url: str, networks: Iterable[str], look: Look = look_up) -> Goal:
    """Where a post to this address goes. Raises NotAHookAddress, NotFound, MayNotCall,
    PlainOnlyInside. One forbidden address among several forbids the name.
    """
    scheme, host, port = read_url(url)
    found = [ip_address(one.partition("%")[0]) for one in look(host, port)]
    if not found:
        raise NotFound(f"Name: {host}.")
    allowed = [ip_network(one) for one in networks]
    inside = [any(_is_in(one, network) for network in allowed) for one in found]
    public = [_is_public(one) for one in found]
    if not all(one or other for one, other in zip(inside, public, strict=True)):
        raise MayNotCall
    if scheme == "http" and not all(inside):
        raise PlainOnlyInside
    return Goal(url=url, host=host, port=port, address=str(found[0]))


def read_url(url: str) -> tuple[str, str, int]:
    """Scheme, name and port. Raises NotAHookAddress."""
    if len(url) > URL_LONGEST_CHARS or not url.isascii() or not url.isprintable() or " " in url:
        raise NotAHookAddress
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotAHookAddress from error
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise NotAHookAddress
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme]


def _is_in(one: Address, network: object) -> bool:
    return one in network  # type: ignore[operator]  # of another version it isn't in


def _is_public(one: Address) -> bool:
    """Also what an IPv6 address carries inside: an IPv4 address by one of three ways."""
    if isinstance(one, IPv6Address):
        carried = one.ipv4_mapped or one.sixtofour
        if carried is None and one in NAT64:
            carried = IPv4Address(int(one) & 0xFFFFFFFF)
        if carried is not None:
            return _is_public(carried)
    return one.is_global and not one.is_multicast
