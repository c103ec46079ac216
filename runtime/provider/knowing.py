"""What the provider says of itself: looked up once, and again when its keys have changed."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from joserfc.jwk import KeySet

from gates.errors import Refusal
from runtime.settings import Settings

DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_S = 10


class ProviderAway(Refusal):
    """Your company's sign-in can't be reached just now. Try again in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider, as it described itself."""

    issuer: str
    client_id: str
    client_secret: str
    authorizes_at: str
    gives_tokens_at: str
    has_keys_at: str

    def keys(self) -> KeySet:
        """Its public keys as they are now."""
        return KeySet.import_key_set(_read(self.has_keys_at))  # type: ignore[arg-type]


@dataclass(slots=True)
class KnownProviders:
    """What was looked up, for the life of the process."""

    by_issuer: dict[str, Provider] = field(default_factory=dict[str, Provider])

    def of(self, settings: Settings) -> Provider:
        """The one this installation is connected to. Raises ProviderAway."""
        issuer = settings.oidc_issuer or ""
        if issuer not in self.by_issuer:
            self.by_issuer[issuer] = _discover(settings, issuer)
        return self.by_issuer[issuer]


def _discover(settings: Settings, issuer: str) -> Provider:
    said = _read(issuer.rstrip("/") + DISCOVERY)
    secret = settings.oidc_client_secret
    try:
        found = Provider(
            issuer=said["issuer"],
            client_id=settings.oidc_client_id,
            client_secret=secret.get_secret_value() if secret else "",
            authorizes_at=said["authorization_endpoint"],
            gives_tokens_at=said["token_endpoint"],
            has_keys_at=said["jwks_uri"],
        )
    except KeyError as missing:
        raise ProviderAway(f"It doesn't say its {missing}.") from missing
    if found.issuer.rstrip("/") != issuer.rstrip("/"):
        raise ProviderAway("It calls itself by another name.")
    scheme = urlsplit(issuer).scheme
    places = (found.authorizes_at, found.gives_tokens_at, found.has_keys_at)
    if any(urlsplit(place).scheme != scheme for place in places):
        raise ProviderAway("It doesn't keep to one scheme.")
    return found


def _read(address: str) -> dict[str, Any]:
    try:
        answer = httpx.get(address, timeout=TIMEOUT_S)
        answer.raise_for_status()
        said = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderAway from error
    if not isinstance(said, dict):
        raise ProviderAway
    return said
