"""Reply tokens: which ticket an answer belongs to, carried by the address it is sent to."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable

TOKEN_CHARS = 32
_IN_ADDRESS = re.compile(rf"(?<![\w.+-])reply\+([a-z2-7]{{{TOKEN_CHARS}}})@", re.IGNORECASE)


class TokenAmbiguous(ValueError):
    """The message is addressed to several of our reply addresses at once."""


def reply_token(secret: bytes, ticket_id: str) -> str:
    """160 bits of HMAC-SHA256 over the ticket, as 32 lower-case base32 characters.

    >>> len(reply_token(b"secret", "ticket-1"))
    32
    """
    mac = hmac.new(secret, b"sopwith reply\x00" + ticket_id.encode(), hashlib.sha256).digest()
    return base64.b32encode(mac[:20]).decode("ascii").lower()


def link_token(secret: bytes, nonce: str) -> str:
    """The same of a page's link: what opens it is never kept, only the nonce it is made from.

    >>> link_token(b"secret", "n1") == reply_token(b"secret", "n1")
    False
    """
    mac = hmac.new(secret, b"sopwith link\x00" + nonce.encode(), hashlib.sha256).digest()
    return base64.b32encode(mac[:20]).decode("ascii").lower()


def link_proof(secret: bytes, token: str) -> str:
    """What a browser keeps whose user has said who they are, for one link."""
    return hmac.new(secret, b"sopwith opened\x00" + token.encode(), hashlib.sha256).hexdigest()


def token_digest(token: str) -> str:
    """SHA-256 hex of a token: what the database stores, so that a leaked table opens nothing."""
    return hashlib.sha256(token.lower().encode()).hexdigest()


def token_fits(token: str, digest: str) -> bool:
    """Whether a token hashes to a stored digest, in constant time."""
    return hmac.compare_digest(token_digest(token), digest)


def reply_address(token: str, domain: str) -> str:
    """The address an answer comes back to; its local part stays under 64 characters.

    >>> reply_address("a" * 32, "halden.example")
    'reply+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@halden.example'
    """
    return f"reply+{token}@{domain}"


def token_in(recipients: Iterable[str]) -> str | None:
    """The one token among recipient header values (To, Delivered-To …); never from a subject.

    Raises TokenAmbiguous when several different tokens are addressed.
    """
    found = {match.lower() for value in recipients for match in _IN_ADDRESS.findall(value)}
    if len(found) > 1:
        raise TokenAmbiguous
    return found.pop() if found else None
