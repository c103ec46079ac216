"""Where passkeys of this installation belong, and reading what a browser sends back."""

import json
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException

from gates.errors import Refusal

LONGEST_CHARS = 20_000


class PasskeyRefused(Refusal):
    """That passkey isn't known here, or it answered too late. Nothing was changed."""


class PasskeySilent(Refusal):
    """No passkey answered. They need a browser that runs our scripts, and a page opened by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingParty:
    name: str
    """The host passkeys are bound to."""
    origin: str
    """Where pages that use them come from."""


def relying_party(base_url: str) -> RelyingParty:
    """Browsers bind passkeys to names, so this machine is called `localhost`, not by its number.

    >>> relying_party("https://plan.example/")
    RelyingParty(name='plan.example', origin='https://plan.example')
    >>> relying_party("http://127.0.0.1:8000")
    RelyingParty(name='localhost', origin='http://localhost:8000')
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    name = "localhost" if _is_loopback(host) else host
    port = f":{parts.port}" if parts.port else ""
    return RelyingParty(name=name, origin=f"{parts.scheme}://{name}{port}")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A passkey's answer, not verified yet: what it says it is and what it says it signed."""

    said: dict[str, Any]
    credential: bytes
    challenge: bytes


def read_sent(text: str) -> Sent:
    """Raises PasskeySilent where nothing came, PasskeyRefused for what is no answer of one."""
    if not text:
        raise PasskeySilent
    try:
        said = json.loads(text[:LONGEST_CHARS])
        client = json.loads(base64url_to_bytes(said["response"]["clientDataJSON"]))
        return Sent(
            said=said,
            credential=base64url_to_bytes(said["rawId"]),
            challenge=base64url_to_bytes(client["challenge"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, WebAuthnException) as error:
        raise PasskeyRefused from error
